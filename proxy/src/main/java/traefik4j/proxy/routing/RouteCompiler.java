package traefik4j.proxy.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Problem;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.AddPrefix;
import traefik4j.proxy.middleware.PolicyFault;
import traefik4j.proxy.middleware.ReplacePath;
import traefik4j.proxy.middleware.ReplacePathRegex;
import traefik4j.proxy.middleware.ServerHost;
import traefik4j.proxy.middleware.StripPrefix;
import traefik4j.proxy.middleware.StripPrefixRegex;
import traefik4j.proxy.rule.Modifiers;
import traefik4j.proxy.rule.ParsedRule;
import traefik4j.proxy.rule.Rule;
import traefik4j.proxy.rule.RuleFault;
import traefik4j.proxy.rule.RuleParser;

/**
 * Compiles frontends into a {@link RoutingTable}. A frontend with a bad rule is left out and becomes a problem; the rest
 * goes on (reference §3.1).
 */
public final class RouteCompiler {
    private final RuleParser parser;
    private final BackendHandlers backends;
    private final FrontendChain chain;
    private final KnownRoutes known;
    private final List<Problem> problems = new ArrayList<>();

    private RouteCompiler(BackendHandlers backends, RuleParser parser, AccessControl access, KnownRoutes known) {
        this.backends = backends;
        this.parser = parser;
        this.known = known;
        this.chain = new FrontendChain(access, backends, this::warn);
    }

    /**
     * The table of these frontends.
     *
     * @param backends where the handlers of their backends come from
     * @param parser who reads their rules, and knows those of the table before
     * @param access who makes the middlewares that decide who is let in
     * @param known the routes of the table before, if it was made with the same {@code parser} and {@code access}
     */
    public static CompiledRoutes compile(
            List<RouteDefinition> definitions,
            BackendHandlers backends,
            RuleParser parser,
            AccessControl access,
            KnownRoutes known) {
        RouteCompiler compiler = new RouteCompiler(backends, parser, access, known);
        access.nextTable();
        known.nextTable();
        return new CompiledRoutes(compiler.table(definitions), compiler.problems);
    }

    private RoutingTable table(List<RouteDefinition> definitions) {
        for (RouteDefinition definition : definitions) {
            Route before = known.of(definition);
            Route route = before == null ? route(definition) : again(definition, before);
            if (route != null) {
                known.note(before, route);
            }
        }
        List<Route> ranked = known.endTable();
        parser.endTable(rules(ranked), () -> ranked.stream().flatMap(route -> route.rules().stream()));
        Map<String, List<Route>> byEntryPoint = new TreeMap<>();
        for (Route route : ranked) {
            enter(route, byEntryPoint);
        }
        return new RoutingTable(indexed(byEntryPoint));
    }

    private static int rules(List<Route> routes) {
        int rules = 0;
        for (Route route : routes) {
            rules += route.rules().size();
        }
        return rules;
    }

    /** Enters a route at its entry points, at each of them once. */
    private static void enter(Route route, Map<String, List<Route>> byEntryPoint) {
        List<String> entryPoints = route.frontend().entryPoints();
        for (int i = 0; i < entryPoints.size(); i++) {
            List<Route> routes = byEntryPoint.computeIfAbsent(entryPoints.get(i), name -> new ArrayList<>());
            if (routes.isEmpty() || routes.getLast() != route) {
                routes.add(route);
            }
        }
    }

    /** Entry points with the same routes, as they mostly have, share one index. */
    private static Map<String, EntryPointRoutes> indexed(Map<String, List<Route>> byEntryPoint) {
        Map<List<Route>, EntryPointRoutes> indexes = new HashMap<>();
        Map<String, EntryPointRoutes> entryPoints = new TreeMap<>();
        byEntryPoint.forEach(
                (name, routes) -> entryPoints.put(name, indexes.computeIfAbsent(routes, EntryPointRoutes::new)));
        return entryPoints;
    }

    /** The route of a frontend whose rules are known: the very same, if its backend is. */
    private @Nullable Route again(RouteDefinition definition, Route before) {
        Handler backend = backend(definition);
        if (backend == null || backend == before.backend()) {
            return backend == null ? null : before;
        }
        Handler handler = handler(definition, before.modifiers(), backend);
        return handler == null ? null : before.with(backend, handler);
    }

    private @Nullable Route route(RouteDefinition definition) {
        int said = problems.size();
        List<Rule> rules = rules(definition);
        Handler backend = backend(definition);
        if (backend == null || rules == null) {
            return null;
        }
        boolean isReusable = problems.size() == said && FrontendChain.isOfItself(definition.frontend());
        Modifiers modifiers = Modifiers.NONE;
        for (Rule rule : rules) {
            modifiers = modifiers.and(rule.modifiers());
        }
        Handler handler = handler(definition, modifiers, backend);
        return handler == null ? null : new Route(definition, rules, modifiers, backend, handler, isReusable);
    }

    /** What is done with the requests of a frontend on their way to its backend; null if a policy is unusable. */
    private @Nullable Handler handler(RouteDefinition definition, Modifiers modifiers, Handler backend) {
        Handler host = definition.frontend().passHostHeader() ? backend : new ServerHost(backend);
        try {
            return around(modifiers, chain.around(definition, modifiers, host));
        } catch (PolicyFault fault) {
            error(definition, key(definition) + "." + fault.key(), fault.what());
            return null;
        }
    }

    private static String key(RouteDefinition definition) {
        return "frontends." + definition.name();
    }

    private @Nullable Handler backend(RouteDefinition definition) {
        String name = definition.frontend().backend();
        try {
            Handler backend = backends.handlerFor(definition);
            if (backend == null) {
                String what = "there is no backend \"" + name + "\" (expected: one that is defined)";
                error(definition, key(definition) + ".backend", what);
            }
            return backend;
        } catch (IllegalArgumentException e) {
            String what = '"' + name + "\" cannot be used: " + e.getMessage();
            error(definition, key(definition) + ".backend", what);
            return null;
        }
    }

    /** The rules of a frontend; null if there is none or one cannot be used. */
    private @Nullable List<Rule> rules(RouteDefinition definition) {
        Map<String, String> texts = definition.frontend().routes();
        List<Rule> rules = new ArrayList<>(texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            ParsedRule parsed = parser.parse(text.getValue());
            if (parsed instanceof Rule rule && rule.warnings().isEmpty() && !sharesVariable(rule, rules)) {
                rules.add(rule);
            } else {
                String key = key(definition) + ".routes." + text.getKey() + ".rule";
                notable(definition, key, text.getValue(), parsed, rules);
            }
        }
        if (texts.isEmpty()) {
            error(definition, key(definition) + ".routes", "missing (expected: at least one rule)");
        }
        return rules.size() == texts.size() && !rules.isEmpty() ? rules : null;
    }

    /** A rule about which there is something to say. */
    private void notable(RouteDefinition definition, String key, String text, ParsedRule parsed, List<Rule> rules) {
        if (parsed instanceof RuleFault fault) {
            error(definition, key, describe(text, fault));
        } else if (parsed instanceof Rule rule && sharesVariable(rule, rules)) {
            String what = "a variable of " + text + " is named as in another rule (expected: different names)";
            error(definition, key, what);
        } else if (parsed instanceof Rule rule) {
            rules.add(rule);
            rule.warnings()
                    .forEach(fault ->
                            problems.add(Problem.warning(definition.places().of(key), key, describe(text, fault))));
        }
    }

    private static boolean sharesVariable(Rule rule, List<Rule> others) {
        if (rule.variables().isEmpty()) {
            return false;
        }
        for (Rule other : others) {
            if (!Collections.disjoint(rule.variables(), other.variables())) {
                return true;
            }
        }
        return false;
    }

    private static String describe(String text, RuleFault fault) {
        return "\"" + text + "\" " + fault;
    }

    private void warn(RouteDefinition definition, PolicyFault fault) {
        String key = key(definition) + "." + fault.key();
        problems.add(Problem.warning(definition.places().of(key), key, fault.what()));
    }

    private void error(RouteDefinition definition, String key, String what) {
        problems.add(Problem.error(definition.places().of(key), key, what));
    }

    /** Puts the modifiers around a handler, in their order (reference §3.5). */
    static Handler around(Modifiers modifiers, Handler inner) {
        Handler handler = inner;
        if (modifiers.replacePath() != null) {
            handler = new ReplacePath(modifiers.replacePath(), modifiers.replacePathRegex() != null, handler);
        }
        if (modifiers.replacePathRegex() != null) {
            handler = new ReplacePathRegex(
                    modifiers.replacePathRegex().regex(),
                    modifiers.replacePathRegex().by(),
                    handler);
        }
        if (modifiers.addPrefix() != null) {
            handler = new AddPrefix(modifiers.addPrefix(), handler);
        }
        if (!modifiers.stripPrefixes().isEmpty()) {
            boolean again = !modifiers.stripTemplates().isEmpty();
            handler = new StripPrefix(modifiers.stripPrefixes(), again, handler);
        }
        return modifiers.stripTemplates().isEmpty()
                ? handler
                : new StripPrefixRegex(modifiers.stripTemplates(), handler);
    }
}
