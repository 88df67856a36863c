package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.ResponseHead;

/** Something between the server and the client that passes everything on; what it changes its subclasses say. */
public class PassingClient implements ClientSide {
    private final ClientSide outer;

    /** Passes on to this one. */
    protected PassingClient(ClientSide outer) {
        this.outer = outer;
    }

    /** Whom it passes on to. */
    protected final ClientSide outer() {
        return outer;
    }

    @Override
    public boolean takesChunkedCoding() {
        return outer.takesChunkedCoding();
    }

    @Override
    public void interim(ResponseHead head) {
        outer.interim(head);
    }

    @Override
    public void head(ResponseHead head) {
        outer.head(head);
    }

    @Override
    public void body(ByteBuf part) {
        outer.body(part);
    }

    @Override
    public void trailers(Fields fields) {
        outer.trailers(fields);
    }

    @Override
    public void end() {
        outer.end();
    }

    @Override
    public void answer(Answer answer) {
        outer.answer(answer);
    }

    @Override
    public void flush() {
        outer.flush();
    }

    @Override
    public void abort() {
        outer.abort();
    }

    @Override
    public void upgrade(ResponseHead head) {
        outer.upgrade(head);
    }

    @Override
    public void halfEnd() {
        outer.halfEnd();
    }

    @Override
    public boolean isWritable() {
        return outer.isWritable();
    }

    @Override
    public @Nullable ByteBuf takeBody() {
        return outer.takeBody();
    }

    @Override
    public boolean isRequestComplete() {
        return outer.isRequestComplete();
    }

    @Override
    public void resume() {
        outer.resume();
    }
}
