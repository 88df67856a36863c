package traefik4j.config;

import java.util.Map;

/**
 * What is done about the header fields of a frontend (reference §3.9).
 *
 * @param request fields the server gets; an empty value takes one away
 * @param response fields the client gets; an empty value takes one away
 * @param security what makes browsers careful
 * @param cors which other sites may use it
 */
public record Headers(Map<String, String> request, Map<String, String> response, Security security, Cors cors) {
    /** Copies the maps, keeping their order. */
    public Headers {
        request = OrderedMap.copyOf(request);
        response = OrderedMap.copyOf(response);
    }
}
