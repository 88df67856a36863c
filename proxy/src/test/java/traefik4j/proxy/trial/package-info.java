/** Exchanges without sockets and a clock that moves only when told, for tests of handlers. */
@org.jspecify.annotations.NullMarked
package traefik4j.proxy.trial;
