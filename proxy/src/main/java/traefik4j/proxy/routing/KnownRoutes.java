package traefik4j.proxy.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.HashIndex;

/**
 * The routes of the table before, so that a change of one frontend among many thousand costs what is new: a frontend that is
 * the very object it was keeps its route, or what its rules became if its backend is another. Used by the thread that
 * reloads, alone.
 */
public final class KnownRoutes {
    private static final int AHEAD = 4;

    private List<Route> before = List.of();
    private List<Route> ranked = List.of();
    private List<Route> now = List.of();
    private List<Route> fresh = List.of();
    private @Nullable HashIndex index;
    private int next;

    /** None yet. */
    public KnownRoutes() {}

    /** Begins another table; one that was not ended is forgotten. */
    void nextTable() {
        now = new ArrayList<>(before.size() + 1);
        fresh = new ArrayList<>();
        before.forEach(route -> route.succeededBy(null));
        next = 0;
    }

    /** The route this frontend had, if its rules would become the same again without a word about it. */
    @Nullable
    Route of(RouteDefinition definition) {
        Route route = named(definition);
        return route != null && route.isReusable() && route.frontend() == definition.frontend() ? route : null;
    }

    /** The route of this name; mostly they come in the order in which they came before. */
    private @Nullable Route named(RouteDefinition definition) {
        for (int i = next; i < Math.min(next + AHEAD, before.size()); i++) {
            if (isOf(before.get(i), definition)) {
                next = i + 1;
                return before.get(i);
            }
        }
        HashIndex all = index == null ? indexed() : index;
        index = all;
        for (int slot = all.first(definition.name().hashCode()); ; slot = all.next(slot)) {
            int i = all.position(slot);
            if (i < 0) {
                return null;
            }
            if (isOf(before.get(i), definition)) {
                next = i + 1;
                return before.get(i);
            }
        }
    }

    private static boolean isOf(Route route, RouteDefinition definition) {
        return route.name().equals(definition.name()) && route.provider().equals(definition.provider());
    }

    private HashIndex indexed() {
        HashIndex all = new HashIndex(before.size());
        for (int i = 0; i < before.size(); i++) {
            all.add(before.get(i).name().hashCode(), i);
        }
        return all;
    }

    /**
     * Notes a route of this table.
     *
     * @param earlier what {@link #of} gave for it: its rank is the same
     */
    void note(@Nullable Route earlier, Route route) {
        now.add(route);
        if (earlier == null) {
            fresh.add(route);
        } else {
            earlier.succeededBy(route);
        }
    }

    /**
     * Ends the table: what was not noted for it is forgotten. Returns the routes by rank. Those of the table before are in
     * that order already, so that next to nothing is left to sort.
     */
    List<Route> endTable() {
        List<Route> all = new ArrayList<>(now.size());
        for (Route route : ranked) {
            Route successor = route.successor();
            if (successor != null) {
                route.succeededBy(null);
                all.add(successor);
            }
        }
        all.addAll(fresh);
        all.sort(Route.BY_RANK);
        before = now;
        ranked = all;
        now = List.of();
        fresh = List.of();
        index = null;
        return all;
    }
}
