package traefik4j.control;

import java.util.ArrayList;
import java.util.List;
import traefik4j.config.Backend;
import traefik4j.config.CircuitBreaker;
import traefik4j.config.Extractor;
import traefik4j.config.HashOn;
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
        if (backend.maxConn() != null) {
            check.maxConn(backend.maxConn());
        }
        return check.problems;
    }

    private void circuitBreaker(CircuitBreaker breaker) {
        try {
            Conditions.read(breaker.expression(), Vocabulary.CIRCUIT_BREAKER);
        } catch (BadCondition e) {
            error(".circuitBreaker.expression", '"' + breaker.expression() + "\" " + e.getMessage());
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
