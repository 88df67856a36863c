package traefik4j.proxy.exchange;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Netty's epoll, in which a socket stays registered until it is closed. Netty 4.2.18 takes one out of epoll when there is
 * nothing to wait for, and then cannot wait for anything again: a client that says no more, and whose answer does not fit
 * into its socket, would lose the rest. Such a socket waits for errors here, and is told of each but once.
 *
 * <p>It also saves two of the system calls that each connection takes there: a new socket is registered for all it waits for
 * at once, and a socket that is about to be closed is not taken out before, as the kernel does that when it closes it.
 */
final class SteadyEpoll implements IoHandler {
    private final IoHandler epoll;
    private final Queue<SteadySocket> begun = new ArrayDeque<>();

    private SteadyEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    /** Makes one for each event loop. */
    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new SteadyEpoll(factory.newHandler(executor));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        for (SteadySocket next = begun.poll(); next != null; next = begun.poll()) {
            next.settle();
        }
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        SteadySocket socket = HeadReads.of((EpollIoHandle) handle, begun);
        socket.registerWith(epoll);
        return socket;
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }
}
