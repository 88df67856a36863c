/**
 * Templates as gorilla/mux has them: {@code {sub:[a-z]+}.example.com}, {@code /products/{id}}. {@link
 * traefik4j.proxy.template.TemplateParser} reads them; a {@link traefik4j.proxy.template.Template} matches bytes, and
 * most have no need of their regular expression. Uses {@code traefik4j.proxy.http}.
 */
@NullMarked
package traefik4j.proxy.template;

import org.jspecify.annotations.NullMarked;
