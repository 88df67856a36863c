package traefik4j.provider.etcd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of etcd's gateway, in which keys and values are in Base64 and numbers are texts. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String write(Map<String, ?> object) {
        return MAPPER.writeValueAsString(object);
    }

    static JsonNode read(byte[] bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new IOException("etcd answers with something else than JSON: " + e.getOriginalMessage(), e);
        }
    }

    static JsonNode read(String line) throws IOException {
        return read(line.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are no UTF-8 are shown as such, as no key or value of a configuration has them. */
    static String decoded(JsonNode text) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(text.asString("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("etcd answers with something else than Base64", e);
        }
    }

    static long number(JsonNode node) {
        return node.asLong(0);
    }
}
