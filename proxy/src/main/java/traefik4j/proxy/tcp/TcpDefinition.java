package traefik4j.proxy.tcp;

import traefik4j.config.Places;
import traefik4j.config.TcpBackend;
import traefik4j.config.TcpFrontend;

/**
 * A TCP frontend as a provider defines it.
 *
 * @param provider the provider's name
 * @param name the frontend's name
 * @param frontend the frontend, its entry points filled in
 * @param backend its backend
 * @param places where its provider's configuration was written
 */
public record TcpDefinition(String provider, String name, TcpFrontend frontend, TcpBackend backend, Places places) {
    /** Where its names and those of other frontends stand in messages. */
    String key() {
        return "tcp.frontends." + name;
    }
}
