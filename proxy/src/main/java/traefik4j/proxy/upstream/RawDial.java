package traefik4j.proxy.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Worker;

/**
 * Somebody who wants a connection to a server that takes bytes.
 *
 * @param worker on whose event loop it lives
 * @param handler makes what handles it
 * @param timeout how long each address may take; zero for any time
 * @param client where the client came from
 * @param local where the client came to
 * @param connected is given the connection on the event loop, or null if there is none
 */
public record RawDial(
        Worker worker,
        ChannelHandler handler,
        Duration timeout,
        InetSocketAddress client,
        InetSocketAddress local,
        Consumer<@Nullable Channel> connected) {}
