package traefik4j.proxy.middleware;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ErrorPage;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;

/** {@code errors}: shows pages of another backend in the place of some errors (reference §3.10). */
public final class ErrorPages implements Handler {
    private final List<Page> pages;
    private final boolean passHostHeader;
    private final Handler next;

    /**
     * Shows these.
     *
     * @param passHostHeader whether those who serve pages see the client's {@code Host}
     */
    public ErrorPages(List<Page> pages, boolean passHostHeader, Handler next) {
        this.pages = List.copyOf(pages);
        this.passHostHeader = passHostHeader;
        this.next = next;
    }

    /** A page, and who serves it. */
    public static final class Page {
        private final StatusRanges ranges;
        private final String query;
        private final boolean passHeaders;
        private final Handler backend;

        /**
         * A page of this backend.
         *
         * @throws PolicyFault if its codes or its path are none
         */
        public Page(String name, ErrorPage definition, Handler backend) {
            ranges = StatusRanges.of("errors." + name + ".status", definition.status());
            String path = definition.query();
            query = path.startsWith("/") ? path : "/" + path;
            if (!query.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new PolicyFault("errors." + name + ".query", query + " (expected: a path, without blanks)");
            }
            passHeaders = definition.passHeaders();
            this.backend = backend;
        }

        /** The path of the page for a code. */
        String path(int status) {
            return query.replace("{status}", Integer.toString(status));
        }

        /** Whether it is asked for with all fields of the request. */
        boolean passesHeaders() {
            return passHeaders;
        }

        /** Who serves it. */
        Handler backend() {
            return backend;
        }
    }

    @Override
    public void handle(Exchange exchange) {
        PagedClient client = new PagedClient(exchange, this);
        exchange.client(client);
        exchange.listen(client);
        next.handle(exchange);
    }

    /** The page for a code, or null. */
    @Nullable
    Page page(int status) {
        for (Page page : pages) {
            if (page.ranges.contains(status)) {
                return page;
            }
        }
        return null;
    }

    /** Whether those who serve pages see the client's {@code Host}. */
    boolean passesHost() {
        return passHostHeader;
    }
}
