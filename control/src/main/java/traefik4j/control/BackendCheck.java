package traefik4j.control;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import traefik4j.config.Backend;
import traefik4j.config.Buffering;
import traefik4j.config.CircuitBreaker;
import traefik4j.config.Extractor;
import traefik4j.config.HashOn;
import traefik4j.config.HealthCheck;
import traefik4j.config.LoadBalancer;
import traefik4j.config.MaxConn;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.expression.BadCondition;
import traefik4j.config.expression.Conditions;
import traefik4j.config.expression.Vocabulary;

/** The check of what a backend says beside its servers. A pure function. */
final class BackendCheck {
    private final String key;
    private final Places places;
    private final List<Problem> problems = new ArrayList<>();

    private BackendCheck(String key, Places places) {
        this.key = key;
        this.places = places;
    }

    /** What is wrong with a backend; an error costs it, and so its frontends (reference §3.1). */
    static List<Problem> of(String key, Backend backend, Places places) {
        BackendCheck check = new BackendCheck(key, places);
        if (backend.circuitBreaker() != null) {
            check.circuitBreaker(backend.circuitBreaker());
        }
        check.loadBalancer(backend.loadBalancer());
        if (backend.healthCheck() != null) {
            check.healthCheck(backend.healthCheck());
        }
        if (backend.maxConn() != null) {
            check.maxConn(backend.maxConn());
        }
        if (backend.buffering() != null) {
            check.buffering(backend.buffering());
        }
        return check.problems;
    }

    private void circuitBreaker(CircuitBreaker breaker) {
        condition(".circuitBreaker.expression", breaker.expression(), Vocabulary.CIRCUIT_BREAKER);
    }

    private void condition(String below, String text, Vocabulary vocabulary) {
        try {
            Conditions.read(text, vocabulary);
        } catch (BadCondition e) {
            error(below, '"' + text + "\" " + e.getMessage());
        }
    }

    private void buffering(Buffering buffering) {
        bytes("maxRequestBodyBytes", buffering.maxRequestBodyBytes());
        bytes("memRequestBodyBytes", buffering.memRequestBodyBytes());
        bytes("maxResponseBodyBytes", buffering.maxResponseBodyBytes());
        bytes("memResponseBodyBytes", buffering.memResponseBodyBytes());
        if (!buffering.retryExpression().isEmpty()) {
            condition(".buffering.retryExpression", buffering.retryExpression(), Vocabulary.RETRY);
        }
    }

    private void bytes(String name, long number) {
        if (number < 0) {
            error(".buffering." + name, number + " (expected: >= 0)");
        }
    }

    private void loadBalancer(LoadBalancer balancer) {
        try {
            HashOn.parse(balancer.hashOn());
        } catch (IllegalArgumentException e) {
            error(".loadBalancer.hashOn", String.valueOf(e.getMessage()));
        }
        if (balancer.boundedLoad() != 0 && balancer.boundedLoad() < 1) {
            error(".loadBalancer.boundedLoad", balancer.boundedLoad() + " (expected: 0, or >= 1)");
        }
    }

    private void healthCheck(HealthCheck health) {
        String path = health.path();
        try {
            URI.create("http://server/").resolve(path);
        } catch (IllegalArgumentException e) {
            error(".healthCheck.path", '"' + path + "\" (expected: a path, perhaps with a query)");
        }
        if (!List.of("", "http", "https").contains(health.scheme())) {
            error(".healthCheck.scheme", '"' + health.scheme() + "\" (expected: http or https)");
        }
        if (health.port() < 0 || health.port() > 65_535) {
            error(".healthCheck.port", health.port() + " (expected: 1 to 65535)");
        }
        if (!health.headers().entrySet().stream().allMatch(BackendCheck::isField) || !isValue(health.hostname())) {
            error(".healthCheck.headers", "there is a header no server would understand");
        }
        if (path.isEmpty() && health.passive() == null) {
            problems.add(Problem.warning(
                    places.of(key + ".healthCheck"), key + ".healthCheck", "without a path nothing is checked"));
        }
    }

    private static boolean isField(Map.Entry<String, String> field) {
        return field.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") && isValue(field.getValue());
    }

    private static boolean isValue(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private void maxConn(MaxConn maxConn) {
        if (maxConn.amount() < 0) {
            error(".maxConn.amount", maxConn.amount() + " (expected: >= 0)");
        }
        try {
            if (maxConn.amount() > 0) {
                Extractor.parse(maxConn.extractorFunc());
            }
        } catch (IllegalArgumentException e) {
            error(".maxConn.extractorFunc", String.valueOf(e.getMessage()));
        }
    }

    private void error(String below, String what) {
        problems.add(Problem.error(places.of(key + below), key + below, what));
    }
}
