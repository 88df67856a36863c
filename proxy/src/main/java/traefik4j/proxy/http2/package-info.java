/**
 * HTTP/2 as bytes on a connection, the same for both sides of the proxy (RFC 9113, RFC 7541): frames, header compression,
 * streams and their windows, and what keeps a peer from costing more than its requests are worth. Blocks of fields
 * become heads in the form of HTTP/1.1, so that one parser, one router and one set of rules decide about every request.
 * Start at {@link traefik4j.proxy.http2.Http2Link}. Uses {@code http}; used by {@code entrypoint} and {@code upstream}.
 */
@NullMarked
package traefik4j.proxy.http2;

import org.jspecify.annotations.NullMarked;
