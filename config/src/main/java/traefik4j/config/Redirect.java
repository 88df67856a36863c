package traefik4j.config;

/**
 * Where clients are sent instead (reference §2.2).
 *
 * @param entryPoint the entry point they are sent to, which wins over an expression; empty for none
 * @param regex what their URL has to match; empty for none
 * @param replacement what stands for the match, in Go's notation
 * @param permanent whether they are told to remember
 */
public record Redirect(String entryPoint, String regex, String replacement, boolean permanent) {}
