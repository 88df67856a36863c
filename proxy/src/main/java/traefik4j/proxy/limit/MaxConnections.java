package traefik4j.proxy.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import traefik4j.config.Extractor;
import traefik4j.config.MaxConn;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;

/** {@code maxConn}: how many requests of one source are under way at the same time (reference §4.7). */
public final class MaxConnections {
    private static final int KEPT = 1024;
    private static final long GONE = -1;

    private final MaxConn definition;
    private final Source source;
    private final Answer refusal;
    private final ConcurrentHashMap<Object, Places> taken = new ConcurrentHashMap<>();

    /**
     * Nothing is under way.
     *
     * @throws IllegalArgumentException if the extractor is none
     */
    public MaxConnections(MaxConn definition) {
        this.definition = definition;
        source = Source.of(Extractor.parse(definition.extractorFunc()));
        refusal = Answer.text(429, "max connections reached: " + definition.amount());
    }

    /** What it was made of. */
    public MaxConn definition() {
        return definition;
    }

    /** Puts it before a handler. */
    public Handler before(Handler next) {
        return exchange -> {
            if (take(exchange)) {
                next.handle(exchange);
            } else {
                exchange.answer(refusal);
            }
        };
    }

    private boolean take(Exchange exchange) {
        Object key = source.of(exchange);
        while (true) {
            Places places = taken.get(key);
            if (places == null) {
                places = taken.computeIfAbsent(key, Places::new);
            }
            long count = places.get();
            if (count >= definition.amount()) {
                return false;
            }
            if (count != GONE && places.compareAndSet(count, count + 1)) {
                exchange.listen(places);
                return true;
            }
        }
    }

    /** How many sources are remembered. */
    long sources() {
        return taken.mappingCount();
    }

    /** The requests of one source that are under way. Each is listened to, so that none can end without being counted. */
    private final class Places extends AtomicLong implements ExchangeListener {
        private static final long serialVersionUID = 1;

        private final transient Object key;

        Places(Object key) {
            this.key = key;
        }

        @Override
        public void ended(Exchange exchange, int status, boolean complete) {
            if (decrementAndGet() == 0 && taken.mappingCount() > KEPT && compareAndSet(0, GONE)) {
                taken.remove(key, this);
            }
        }
    }
}
