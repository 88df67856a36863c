package traefik4j.config;

/**
 * The file provider (reference §5.3).
 *
 * @param filename a file of its own; empty means the main configuration file
 * @param directory a folder of files, which wins over {@code filename}; empty for none
 * @param watch whether changes are followed
 */
public record FileProvider(String filename, String directory, boolean watch) {}
