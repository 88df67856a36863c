package traefik4j.proxy.tls;

import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import traefik4j.config.Certificate;

/**
 * Key material in the memory of BoringSSL, parsed once and from then on only pointed at. It is freed when nobody can reach
 * it any more: a handshake on another thread may still be using what was just replaced.
 */
final class BoringMaterial implements KeyMaterial {
    private static final Cleaner CLEANER = Cleaner.create();

    private final long chain;
    private final long key;

    private BoringMaterial(long chain, long key) {
        this.chain = chain;
        this.key = key;
        CLEANER.register(this, () -> {
            SSL.freeX509Chain(chain);
            SSL.freePrivateKey(key);
        });
    }

    static BoringMaterial of(Certificate source) throws CertificateFault {
        long chain = parse(source.chain().text(), SSL::parseX509Chain);
        if (chain == 0) {
            throw CertificateFault.ofChain(source, "is no chain of certificates in PEM");
        }
        // without a callback an encrypted key would ask for its password at the terminal
        long key =
                isEncrypted(source.key().text()) ? 0 : parse(source.key().text(), bio -> SSL.parsePrivateKey(bio, ""));
        if (key == 0) {
            SSL.freeX509Chain(chain);
            throw CertificateFault.ofKey(source, "has no private key in it (expected: PEM, not encrypted)");
        }
        BoringMaterial material = new BoringMaterial(chain, key);
        if (!material.isOfOnePair()) {
            throw CertificateFault.ofKey(source, "belongs to another certificate");
        }
        return material;
    }

    private static boolean isEncrypted(String pem) {
        return pem.contains("ENCRYPTED");
    }

    /** What makes a native object of a text. */
    private interface Parser {
        long parse(long bio) throws Exception;
    }

    private static long parse(String pem, Parser parser) {
        byte[] bytes = pem.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        long bio = 0;
        try {
            bio = SSL.newMemBIO();
            SSL.bioWrite(bio, Buffer.address(direct), bytes.length);
            return parser.parse(bio);
        } catch (Exception unreadable) {
            SSL.clearError();
            return 0;
        } finally {
            direct.put(0, new byte[bytes.length]);
            if (bio != 0) {
                SSL.freeBIO(bio);
            }
        }
    }

    /** BoringSSL refuses a key that does not fit, so it is tried where that harms nobody. */
    private boolean isOfOnePair() {
        long context = 0;
        long ssl = 0;
        try {
            context = SSLContext.make(SSL.SSL_PROTOCOL_TLS, SSL.SSL_MODE_SERVER);
            ssl = SSL.newSSL(context, true);
            use(ssl);
            return true;
        } catch (Exception mismatch) {
            SSL.clearError();
            return false;
        } finally {
            if (ssl != 0) {
                SSL.freeSSL(ssl);
            }
            if (context != 0) {
                SSLContext.free(context);
            }
        }
    }

    /**
     * Shows this certificate in the handshake of a connection.
     *
     * @throws IllegalStateException if BoringSSL does not take it
     */
    void use(long ssl) {
        try {
            SSL.setKeyMaterial(ssl, chain, key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
