package traefik4j.proxy.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what clients answer to the challenge of digest authentication: MD5, qop {@code auth} (reference §2.5). */
public final class DigestCheck {
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*([A-Za-z0-9*_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))\\s*(?:,|$)");

    private final DigestNonces nonces;
    private final String opaque;

    /** By this clock, in nanoseconds. */
    public DigestCheck(LongSupplier clock) {
        nonces = new DigestNonces(clock);
        opaque = nonces.next();
    }

    /**
     * What comes of an answer.
     *
     * @param user whose it is; null for nobody
     * @param stale whether all is right but the nonce is too old
     */
    public record Result(@Nullable String user, boolean stale) {
        private static final Result NOBODY = new Result(null, false);
    }

    /** The challenge. */
    public String challenge(boolean stale) {
        return "Digest realm=\"" + DigestUsers.REALM + "\", nonce=\"" + nonces.next() + "\", opaque=\"" + opaque
                + "\", algorithm=MD5, qop=\"auth\"" + (stale ? ", stale=true" : "");
    }

    /**
     * Checks an answer.
     *
     * @param parameters what stands behind {@code Digest}
     * @param uri the target of the request
     */
    public Result check(String parameters, String method, String uri, DigestUsers users) {
        Map<String, String> said = parse(parameters);
        String name = said.getOrDefault("username", "");
        String signed = said.getOrDefault("uri", "");
        boolean fits = opaque.equals(said.get("opaque"))
                && said.getOrDefault("algorithm", "MD5").equals("MD5")
                && said.getOrDefault("qop", "").equals("auth")
                && said.getOrDefault("nc", "").matches("[0-9A-Fa-f]{8}")
                && covers(signed, uri);
        String nonce = said.getOrDefault("nonce", "");
        String wanted = md5(String.join(
                ":",
                users.hash(name),
                nonce,
                said.getOrDefault("nc", ""),
                said.getOrDefault("cnonce", ""),
                "auth",
                md5(method + ":" + signed)));
        boolean right = MessageDigest.isEqual(bytes(wanted), bytes(said.getOrDefault("response", "")));
        if (!fits || !right || !users.has(name)) {
            return Result.NOBODY;
        }
        boolean fresh = nonces.isValid(nonce) && nonces.count(nonce, Long.parseLong(said.getOrDefault("nc", ""), 16));
        return new Result(fresh ? name : null, !fresh);
    }

    /** The URI that was signed has to be that of the request, or a beginning of its path. */
    private static boolean covers(String signed, String uri) {
        return signed.equals(uri)
                || !signed.isEmpty() && !signed.contains("?") && path(uri).startsWith(signed);
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static Map<String, String> parse(String parameters) {
        Map<String, String> said = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(parameters);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            said.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return said;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("MD5", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
