package traefik4j.proxy.routing;

/**
 * A frontend that does not get a request.
 *
 * @param frontend its name
 * @param provider who configured it
 * @param matched how many of its matchers match
 * @param matchers how many it has
 * @param why what keeps it from the request
 */
public record NearMiss(String frontend, String provider, int matched, int matchers, String why) {
    /** Whether all its matchers match, so that only another frontend's priority keeps it from the request. */
    public boolean isComplete() {
        return matched == matchers;
    }

    @Override
    public String toString() {
        return frontend + " (" + provider + "): " + matched + " of " + matchers + " match; " + why;
    }
}
