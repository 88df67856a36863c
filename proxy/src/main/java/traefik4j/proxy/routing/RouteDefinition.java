package traefik4j.proxy.routing;

import traefik4j.config.Frontend;
import traefik4j.config.Places;

/**
 * A frontend to be compiled, already checked: its entry points exist and are named.
 *
 * @param provider the provider that configured it
 * @param name its name there
 * @param frontend the frontend
 * @param places where it was written
 */
public record RouteDefinition(String provider, String name, Frontend frontend, Places places) {}
