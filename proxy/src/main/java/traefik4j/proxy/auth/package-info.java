/**
 * What proves who a client is, as far as it has nothing to do with an exchange: hashes of passwords, lists of users and
 * the files they stand in, the numbers of digest authentication. Start at {@link traefik4j.proxy.auth.UserSource}. What
 * takes long runs on virtual threads, see {@link traefik4j.proxy.auth.Verification}. Uses nothing of the proxy.
 */
@NullMarked
package traefik4j.proxy.auth;

import org.jspecify.annotations.NullMarked;
