/**
 * etcd as a place for the configuration (reference §5.6). Start at {@link traefik4j.provider.etcd.Etcd}; {@code EtcdV3}
 * speaks its version 3, over the JSON gateway that every server has, {@code EtcdV2} the version before. Depends on {@code
 * traefik4j.control}.
 */
@NullMarked
package traefik4j.provider.etcd;

import org.jspecify.annotations.NullMarked;
