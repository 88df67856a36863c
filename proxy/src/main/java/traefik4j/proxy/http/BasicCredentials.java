package traefik4j.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Name and password as a field shows them, by the scheme {@code Basic} (RFC 7617). */
public final class BasicCredentials {
    private BasicCredentials() {}

    /**
     * The value of {@code Authorization} or {@code Proxy-Authorization}.
     *
     * @param user {@code name:password}, as a URL has it before its host; without a colon the password is empty
     */
    public static String of(String user) {
        String both = user.indexOf(':') < 0 ? user + ":" : user;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
