/**
 * ZooKeeper as a place for the configuration (reference §5.6), through Apache Curator. Start at {@link
 * traefik4j.provider.zookeeper.ZooKeeperStore}; {@code Tunnel} is how it speaks TLS. Depends on {@code traefik4j.control}.
 */
@NullMarked
package traefik4j.provider.zookeeper;

import org.jspecify.annotations.NullMarked;
