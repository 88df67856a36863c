package traefik4j.control;

import java.util.ArrayList;
import java.util.List;
import traefik4j.config.Extractor;
import traefik4j.config.Frontend;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.RateLimit;
import traefik4j.config.RateLimit.Rate;

/** The check of what a frontend says beside its rules. A pure function. */
final class FrontendCheck {
    private final String key;
    private final Places places;
    private final List<Problem> problems = new ArrayList<>();

    private FrontendCheck(String key, Places places) {
        this.key = key;
        this.places = places;
    }

    /** What is wrong with a frontend; an error costs it (reference §3.1). */
    static List<Problem> of(String key, Frontend frontend, Places places) {
        RateLimit limit = frontend.rateLimit();
        if (limit == null || limit.rateSet().isEmpty()) {
            return List.of();
        }
        FrontendCheck check = new FrontendCheck(key, places);
        check.rateLimit(limit);
        return check.problems;
    }

    private void rateLimit(RateLimit limit) {
        try {
            Extractor.parse(limit.extractorFunc());
        } catch (IllegalArgumentException e) {
            error(".ratelimit.extractorFunc", String.valueOf(e.getMessage()));
        }
        limit.rateSet().forEach((name, rate) -> rate(".ratelimit.rateset." + name, rate));
    }

    private void rate(String below, Rate rate) {
        if (!rate.period().isPositive()) {
            error(below + ".period", "missing or 0 (expected: a duration such as \"10s\")");
        }
        if (rate.average() <= 0) {
            error(below + ".average", rate.average() + " (expected: > 0)");
        }
        if (rate.burst() <= 0) {
            error(below + ".burst", rate.burst() + " (expected: > 0)");
        }
    }

    private void error(String below, String what) {
        problems.add(Problem.error(places.of(key + below), key + below, what));
    }
}
