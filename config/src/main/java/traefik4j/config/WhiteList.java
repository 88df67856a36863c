package traefik4j.config;

import java.util.List;

/**
 * From where clients may come (reference §2.6).
 *
 * @param sourceRange addresses and networks in CIDR notation; empty for anywhere
 * @param useXForwardedFor whether clients behind a trusted proxy are known by what that says
 */
public record WhiteList(List<String> sourceRange, boolean useXForwardedFor) {
    /** Copies the list. */
    public WhiteList {
        sourceRange = List.copyOf(sourceRange);
    }
}
