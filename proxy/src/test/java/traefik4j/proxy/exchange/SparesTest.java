package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparesTest {
    private final Spares spares = new Spares();

    @AfterEach
    void end() {
        spares.end();
    }

    private ByteBuf read() {
        return spares.takeForRead(ByteBufAllocator.DEFAULT, Spares.SIZE);
    }

    private ByteBuf take(int capacity) {
        return spares.take(ByteBufAllocator.DEFAULT, capacity);
    }

    @Test
    void whatWasReadAndGivenBackIsReadIntoAgain() {
        ByteBuf first = read().writeByte('x');
        first.release();
        ByteBuf second = read();
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        second.release();
    }

    @Test
    void whatSomebodyKeepsIsLeftAlone() {
        ByteBuf first = read().writeByte('x');
        ByteBuf part = first.readRetainedSlice(1);
        first.release();
        ByteBuf second = read().writeByte('y');
        assertThat(second).isNotSameAs(first);
        assertThat(part.readByte()).isEqualTo((byte) 'x');
        part.release();
        second.release();
        assertThat(first.refCnt()).isZero();
    }

    @Test
    void whatIsFreeIsTakenAgainEmpty() {
        ByteBuf first = take(100).writeLong(1);
        spares.giveBack(first);
        ByteBuf second = take(Spares.SIZE);
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isEqualTo(Spares.SIZE);
        spares.giveBack(second);
    }

    @Test
    void whatIsTooLargeOrHeldElsewhereIsNotKept() {
        ByteBuf large = take(Spares.SIZE + 1);
        spares.giveBack(large);
        assertThat(large.refCnt()).isZero();
        ByteBuf grown = take(10).writeZero(3 * Spares.SIZE);
        spares.giveBack(grown);
        assertThat(grown.refCnt()).isZero();
        ByteBuf shared = take(10);
        ByteBuf other = shared.retainedDuplicate();
        spares.giveBack(shared);
        ByteBuf next = take(10);
        assertThat(next).isNotSameAs(shared);
        other.release();
        assertThat(shared.refCnt()).isZero();
        spares.giveBack(next);
    }

    @Test
    void someAreKeptNotAll() {
        List<ByteBuf> taken = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            taken.add(take(10));
        }
        taken.forEach(spares::giveBack);
        assertThat(taken.stream().filter(each -> each.refCnt() > 0)).hasSize(64);
    }

    @Test
    void nothingIsKeptAfterTheEnd() {
        ByteBuf free = take(10);
        ByteBuf used = take(10);
        spares.giveBack(free);
        spares.end();
        assertThat(free.refCnt()).isZero();
        spares.giveBack(used);
        assertThat(used.refCnt()).isZero();
        ByteBuf read = read();
        read.release();
        assertThat(read.refCnt()).isZero();
    }
}
