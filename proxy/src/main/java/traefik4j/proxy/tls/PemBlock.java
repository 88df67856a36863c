package traefik4j.proxy.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A piece of PEM text (RFC 7468).
 *
 * @param label what it says it is, such as {@code CERTIFICATE}
 * @param content DER
 */
record PemBlock(String label, byte[] content) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]++)-----([^-]*+)-----END \\1-----", Pattern.DOTALL);

    /**
     * The pieces of a text, in their order; what stands between them is nobody's.
     *
     * @throws IllegalArgumentException if a piece is not base64
     */
    static List<PemBlock> of(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            blocks.add(new PemBlock(block.group(1), Base64.getMimeDecoder().decode(block.group(2))));
        }
        return blocks;
    }
}
