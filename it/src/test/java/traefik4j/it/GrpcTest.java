package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The standard cases of gRPC's own interoperability suite through the packaged program, to a server over h2c. The cases
 * of compressed requests are left out: the suite's own Java server does not pass them when it is asked directly.
 */
final class GrpcTest {
    @TempDir
    static Path directory;

    private static Program server;
    private static SecureProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        int port = Program.freePort();
        server = Program.start(directory, command("TestServiceServer", "--port=" + port, "--use_tls=false"))
                .awaitPort(port);
        proxy = SecureProxy.before("h2c://127.0.0.1:" + port, directory);
    }

    @AfterAll
    static void stop() {
        proxy.close();
        server.close();
    }

    private static String[] command(String type, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path")));
        command.add("io.grpc.testing.integration." + type);
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static void passes(String... arguments) throws Exception {
        Tool client = Tool.run(command("TestServiceClient", arguments));
        assertThat(client.exitCode()).as(client.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty_unary",
                "large_unary",
                "client_streaming",
                "server_streaming",
                "ping_pong",
                "empty_stream",
                "server_compressed_unary",
                "server_compressed_streaming",
                "cancel_after_begin",
                "cancel_after_first_response",
                "timeout_on_sleeping_server",
                "custom_metadata",
                "status_code_and_message",
                "special_status_message",
                "unimplemented_method",
                "unimplemented_service"
            })
    void passesWithTls(String name) throws Exception {
        passes(
                "--server_host=127.0.0.1",
                "--server_port=" + proxy.securePort(),
                "--server_host_override=foo.test.google.fr",
                "--use_tls=true",
                "--use_test_ca=true",
                "--test_case=" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"large_unary", "ping_pong", "cancel_after_first_response"})
    void passesInTheClear(String name) throws Exception {
        passes("--server_host=127.0.0.1", "--server_port=" + proxy.port(), "--use_tls=false", "--test_case=" + name);
    }
}
