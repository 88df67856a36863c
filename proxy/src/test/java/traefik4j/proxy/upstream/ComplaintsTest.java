package traefik4j.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private final AtomicLong now = new AtomicLong();
    private final Complaints complaints = new Complaints(now::get);

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void areSaidOnce() {
        assertThat(complaints.isNews("no route")).isTrue();
        pass(60);
        assertThat(complaints.isNews("no route")).isFalse();
    }

    @Test
    void areSaidAgainWhenAllWasWell() {
        assertThat(complaints.areOver()).isFalse();
        complaints.isNews("no route");
        assertThat(complaints.areOver()).isTrue();
        assertThat(complaints.areOver()).isFalse();
        pass(10);
        assertThat(complaints.isNews("no route")).isTrue();
    }

    @Test
    void areSaidLaterIfAnotherOneWasSaidJustNow() {
        complaints.isNews("no route");
        pass(5);
        assertThat(complaints.isNews("407")).isFalse();
        pass(5);
        assertThat(complaints.isNews("407")).isTrue();
        assertThat(complaints.isNews("no route")).isFalse();
    }
}
