package traefik4j.proxy.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenSocketTest {
    /** A connection with TLS that has sent its hello, and what it sent since taken away. */
    private static EmbeddedChannel begun(SslHandler tls) {
        EmbeddedChannel channel = new EmbeddedChannel(tls, new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                BrokenSocket.closeFor(cause, ctx);
            }
        });
        assertThat(channel.outboundMessages()).as("the hello").isNotEmpty();
        channel.releaseOutbound();
        return channel;
    }

    private static SslHandler tls(SslProvider provider) throws SSLException {
        SslContext context = SslContextBuilder.forClient()
                .sslProvider(provider)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        SslHandler handler = context.newHandler(ByteBufAllocator.DEFAULT);
        ReferenceCountUtil.release(context);
        return handler;
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL_REFCNT"})
    void nothingIsSaidOnASocketThatFailed(SslProvider provider) throws Exception {
        EmbeddedChannel channel = begun(tls(provider));

        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        channel.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void whatTlsHasOutsideOfTheHeapIsFreed() throws Exception {
        SslHandler tls = tls(SslProvider.OPENSSL_REFCNT);
        SSLEngine engine = tls.engine();
        EmbeddedChannel channel = begun(tls);

        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        channel.runPendingTasks();

        assertThat(((ReferenceCountedOpenSslEngine) engine).refCnt()).isZero();
        assertThat(tls.handshakeFuture().isDone()).isTrue();
        assertThat(tls.handshakeFuture().isSuccess()).isFalse();
    }

    @Test
    void faultsOfTlsAndOfTheProgramLeaveTheSocketWhole() {
        assertThat(BrokenSocket.isSeenIn(new IOException("Connection reset by peer")))
                .isTrue();
        assertThat(BrokenSocket.isSeenIn(new SSLException("bad record"))).isFalse();
        assertThat(BrokenSocket.isSeenIn(new IllegalStateException())).isFalse();
        assertThat(BrokenSocket.isSeenIn(new OutOfMemoryError())).isFalse();
    }
}
