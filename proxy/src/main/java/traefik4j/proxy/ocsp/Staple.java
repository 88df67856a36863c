package traefik4j.proxy.ocsp;

import java.lang.ref.WeakReference;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is shown along with a certificate, so that clients need not ask its issuer themselves. A virtual thread keeps it
 * fresh for as long as anybody can reach it; handshakes take what is there, and never wait.
 */
public final class Staple {
    private static final Logger LOG = LoggerFactory.getLogger(Staple.class);

    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final Duration LATEST = Duration.ofHours(1);

    private final Question question;
    private final boolean demanded;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Kept kept;
    private Instant due = Instant.MIN;
    private Duration pause = SOONEST;
    private String fault = "";

    /** An answer, and whose clock says whether it is still right. */
    private record Kept(Answer answer, Responders responders) {
        boolean isRight() {
            return responders.clock().instant().isBefore(answer.until());
        }
    }

    private Staple(Question question, boolean demanded) {
        this.question = question;
        this.demanded = demanded;
    }

    /**
     * For a certificate; null if it names nobody who could be asked, or its issuer is missing.
     *
     * @param chain the certificate, and those above it
     * @param demanded whether clients do not believe the certificate without it
     */
    public static @Nullable Staple of(List<X509Certificate> chain, boolean demanded) {
        Question question = Question.about(chain);
        return question == null ? null : new Staple(question, demanded);
    }

    /** Whether clients do not believe the certificate without it. */
    public boolean isDemanded() {
        return demanded;
    }

    /** What the issuer says, in DER; null as long as there is nothing that is right now. For any thread. */
    public byte @Nullable [] current() {
        Kept now = kept;
        return now != null && now.isRight() ? now.answer().bytes() : null;
    }

    /** Begins to keep it fresh, if that did not happen yet. */
    public void begin(Responders responders) {
        if (begun.compareAndSet(false, true)) {
            WeakReference<Staple> reachable = new WeakReference<>(this);
            Thread.ofVirtual().name("ocsp").start(() -> keepFresh(reachable, responders));
        }
    }

    private static void keepFresh(WeakReference<Staple> reachable, Responders responders) {
        try {
            Duration wait = renewed(reachable, responders);
            while (wait != null) {
                Thread.sleep(wait);
                wait = renewed(reachable, responders);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A method of its own, so that nothing holds it while the thread sleeps. */
    private static @Nullable Duration renewed(WeakReference<Staple> reachable, Responders responders)
            throws InterruptedException {
        Staple staple = reachable.get();
        return staple == null ? null : staple.renew(responders);
    }

    /** Asks if it is time; how long to wait until it may be time again. */
    Duration renew(Responders responders) throws InterruptedException {
        Instant now = responders.clock().instant();
        if (!now.isBefore(due)) {
            due = now.plus(ask(responders));
        }
        Duration left = Duration.between(now, due);
        return left.compareTo(LATEST) < 0 ? left : LATEST;
    }

    private Duration ask(Responders responders) throws InterruptedException {
        try {
            Answer answer = responders.ask(question);
            kept = new Kept(answer, responders);
            pause = SOONEST;
            fault = "";
            Duration half = Duration.between(responders.clock().instant(), answer.half());
            return half.compareTo(SOONEST) < 0 ? SOONEST : half;
        } catch (AnswerFault e) {
            if (e.isRevoked()) {
                kept = null;
            }
            tell(String.valueOf(e.getMessage()));
            Duration now = pause;
            pause = now.multipliedBy(2).compareTo(LATEST) < 0 ? now.multipliedBy(2) : LATEST;
            return now;
        }
    }

    /** The same is said once. */
    private void tell(String what) {
        if (!what.equals(fault)) {
            fault = what;
            LOG.warn(
                    "the answer of {} about the certificate of {} is not shown to clients: {}",
                    question.responder(),
                    question.certificate().getSubjectX500Principal(),
                    what);
        }
    }
}
