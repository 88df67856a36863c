package traefik4j.provider.etcd;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import traefik4j.control.client.Endpoints;

/** The first event of a watch, which is an answer of one line for each, without an end. */
final class FirstEvent implements Flow.Subscriber<String> {
    private final long revision;
    private final CompletableFuture<Boolean> changed = new CompletableFuture<>();
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

    private FirstEvent(long revision) {
        this.revision = revision;
    }

    /** Of what happens after this revision. */
    static FirstEvent after(long revision) {
        return new FirstEvent(revision);
    }

    /** Waits for it so long; says whether it came. */
    boolean await(Endpoints servers, String target, String watches, Duration most)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                servers.follow(target, watches, BodyHandlers.fromLineSubscriber(this));
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                changed.completeExceptionally(failure);
            }
        });
        try {
            return changed.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException nothing) {
            return false;
        } catch (ExecutionException e) {
            throw broken(servers, e.getCause() == null ? e : e.getCause());
        } finally {
            answer.cancel(true);
            cancel();
        }
    }

    private static IOException broken(Endpoints servers, Throwable cause) {
        IOException silent = cause instanceof EOFException || cause.getCause() instanceof EOFException
                ? servers.silent(new IOException("the connection broke off", cause))
                : servers.silent(cause);
        servers.next();
        return silent;
    }

    private void cancel() {
        Subscription known = subscription.get();
        if (known != null) {
            known.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription known) {
        subscription.set(known);
        known.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        try {
            judge(Json.read(line));
        } catch (IOException e) {
            changed.completeExceptionally(e);
        }
    }

    /** A watch that is canceled began too long ago; a server that is behind has lost its data. */
    private void judge(JsonNode line) {
        JsonNode result = line.path("result");
        boolean behind = result.path("created").asBoolean(false)
                && Json.number(result.path("header").path("revision")) < revision;
        if (line.has("error")) {
            changed.completeExceptionally(new IOException(line.path("error").toString()));
        } else if (behind
                || result.path("canceled").asBoolean(false)
                || !result.path("events").isEmpty()) {
            changed.complete(true);
        }
    }

    @Override
    public void onError(Throwable failure) {
        changed.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        changed.completeExceptionally(new IOException("it ended the watch"));
    }
}
