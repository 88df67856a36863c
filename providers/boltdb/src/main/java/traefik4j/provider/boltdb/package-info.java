/**
 * A BoltDB file as a place for the configuration (reference §5.6), without anything from Go. Start at {@link
 * traefik4j.provider.boltdb.BoltStore}; {@code BoltFile} reads the format, {@code BoltCommit} changes it as BoltDB does: new
 * pages behind the old ones, and a new meta page last. Depends on {@code traefik4j.control}.
 */
@NullMarked
package traefik4j.provider.boltdb;

import org.jspecify.annotations.NullMarked;
