package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Constraint;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.config.keys.KeyTree;

/** Keys nobody would write on purpose: reading them finds problems and never throws. */
class HostileKeysTest {
    private static final List<String> NAMES = List.of(
            "backends",
            "frontends",
            "servers",
            "routes",
            "url",
            "weight",
            "rule",
            "tls",
            "certificate",
            "certfile",
            "0",
            "10",
            "99999999999999999999",
            "entrypoints",
            "http",
            "address",
            "tags",
            "headers",
            "customrequestheaders",
            "loadbalancer",
            "stickiness",
            ".authresponseheaders",
            "auth",
            "",
            "é😀",
            "a.b",
            "file",
            "etcd",
            "retry",
            "attempts",
            "healthcheck",
            "interval",
            "errors",
            "status",
            "maxconn",
            "amount",
            "\u0000");
    private static final List<String> VALUES = List.of(
            "",
            "true",
            "false",
            "1",
            "-1",
            "9223372036854775808",
            "a,b",
            ",",
            "10s",
            "-10s",
            "http://x",
            "\u0000",
            "{{ . }}");

    private final RandomGenerator random = new Random(20_261_126);

    @Test
    void anyKeysAreReadWithoutThrowing(@TempDir Path directory) {
        Constraints constraints = new Constraints(List.of(new Constraint(false, "*")));
        Surroundings here = new Surroundings(Map.of(), directory);
        for (int i = 0; i < 2_000; i++) {
            Map<String, String> keys = keys();
            assertThatCode(() -> {
                        DynamicReader.read(KeyTree.of("store", "/t", keys), constraints);
                        StaticReader.read(
                                List.of("--etcd"), here, KeyValueStore.Kind.ETCD, KeyTree.of("store", "/t", keys));
                    })
                    .as(keys.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aKeyWithoutEndIsNobodys() {
        Map<String, String> keys = Map.of("a/".repeat(1_000_000), "x", "/".repeat(1_000_000), "y");
        assertThatCode(() -> DynamicReader.read(KeyTree.of("store", "/t", keys), Constraints.NONE))
                .doesNotThrowAnyException();
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            StringBuilder key = new StringBuilder();
            for (int depth = random.nextInt(7); depth >= 0; depth--) {
                key.append(NAMES.get(random.nextInt(NAMES.size()))).append('/');
            }
            keys.put(key.substring(0, key.length() - random.nextInt(2)), VALUES.get(random.nextInt(VALUES.size())));
        }
        return keys;
    }
}
