/**
 * What a rule says: {@code Host:a,b;PathPrefix:/x}. {@link traefik4j.proxy.rule.RuleParser} turns the text into {@link
 * traefik4j.proxy.rule.Matcher matchers}, which look at the bytes of a request head and allocate nothing in the common
 * shapes, and {@link traefik4j.proxy.rule.Modifiers}, which are data until middlewares are made of them. Hosts, paths
 * and queries are {@link traefik4j.proxy.template.Template templates}; most have no need of a regular expression. Uses
 * {@code template} and {@code http}.
 */
@NullMarked
package traefik4j.proxy.rule;

import org.jspecify.annotations.NullMarked;
