package traefik4j.proxy.ocsp;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The way to those who answer for certificates: a few questions at a time, each with an end to its time and its size.
 * Used by virtual threads.
 */
public final class Responders {
    private static final int AT_A_TIME = 8;
    private static final int LARGEST = 64 * 1024;
    private static final int OK = 200;

    private final InstantSource clock;
    private final Duration patience;
    private final Semaphore free = new Semaphore(AT_A_TIME, true);
    private @Nullable HttpClient client;

    /**
     * A way to all of them.
     *
     * @param patience how long one of them may take for all of its answer
     */
    public Responders(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** What time it is. */
    InstantSource clock() {
        return clock;
    }

    /** An answer that can be shown. */
    Answer ask(Question question) throws AnswerFault, InterruptedException {
        free.acquire();
        try {
            return Answer.of(exchange(question), question, clock.instant());
        } finally {
            free.release();
        }
    }

    private byte[] exchange(Question question) throws AnswerFault, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(question.responder())
                .header("Content-Type", "application/ocsp-request")
                .header("Accept", "application/ocsp-response")
                .POST(BodyPublishers.ofByteArray(question.encoded()))
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> response = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new AnswerFault("has status " + response.statusCode(), false);
            }
            return response.body();
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof IOException io && io.getMessage() != null
                    ? io.getMessage()
                    : String.valueOf(e.getCause());
            throw new AnswerFault("cannot be had: " + why, false);
        } catch (TimeoutException e) {
            throw new AnswerFault("takes longer than " + patience.toMillis() + " ms", false);
        } finally {
            exchange.cancel(true);
        }
    }

    /** Made when there is something to ask, as most configurations ask nothing. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .followRedirects(Redirect.NEVER)
                    .connectTimeout(patience)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }
        return client;
    }
}
