package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the heap is collected after a change. */
class LeftoversTest {
    private static final long MEBIBYTE = 1 << 20;

    private long used;
    private int collected;

    private final Leftovers leftovers = new Leftovers(() -> used, () -> {
        used = 20 * MEBIBYTE;
        collected++;
    });

    private int after(int mebibytes) {
        used = mebibytes * MEBIBYTE;
        leftovers.afterChange();
        return collected;
    }

    @Test
    void theStartIsLeftAlone() {
        assertThat(after(500)).isZero();
        assertThat(after(3 * 250 + 32)).isZero();
        assertThat(after(3 * 250 + 33)).isOne();
    }

    @Test
    void littleIsLeftAlone() {
        after(10);
        assertThat(after(3 * 5 + 32)).isZero();
        assertThat(after(3 * 5 + 33)).isOne();
    }

    @Test
    void whatWasKeptIsTheMeasure() {
        after(10);
        assertThat(after(50)).isOne();
        assertThat(after(3 * 20 + 32)).isOne();
        assertThat(after(3 * 20 + 33)).isEqualTo(2);
    }
}
