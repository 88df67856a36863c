package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS of the program as others see it: testssl.sh, and OpenSSL's client. */
final class TlsTest {
    private static final int MANY = 1000;

    @TempDir
    Path directory;

    private int port;
    private Distribution distribution;

    @BeforeEach
    void prepare() throws Exception {
        distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        port = Program.freePort();
        openssl("ecparam -name prime256v1 -genkey -noout -out server.key");
    }

    private Program start(String rules) throws Exception {
        return start(rules, "");
    }

    private Program start(String rules, String tls) throws Exception {
        Files.writeString(directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["https"]
                logLevel = "INFO"
                [entryPoints.https]
                address = "127.0.0.1:%d"
                [entryPoints.https.tls]
                %s
                [file]
                """.formatted(port, tls) + rules);
        return Program.traefik(distribution, directory, "-c", "traefik.toml").awaitPort(port);
    }

    private void openssl(String arguments) throws Exception {
        Tool openssl = shell("openssl " + arguments);
        assertThat(openssl.exitCode()).as(openssl::output).isZero();
    }

    private Tool shell(String command) throws Exception {
        return Tool.run(new ProcessBuilder("sh", "-ec", command).directory(directory.toFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void sessionsAreResumedByTickets(String version) throws Exception {
        String client = "s_client " + version + " -connect 127.0.0.1:" + port + " -ign_eof";
        String request = "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | openssl ";
        try (Program traefik = start("")) {
            Tool first = shell(request + client + " -sess_out session.pem");
            assertThat(first.output()).contains("\nNew, TLS");
            Tool second = shell(request + client + " -sess_in session.pem");
            assertThat(second.output()).contains("\nReused, TLS");
            assertThat(traefik.isRunning()).isTrue();
        }
    }

    /** With nothing but defaults; what is said of the certificate is not looked at, as nobody vouches for it. */
    @Test
    void testsslFindsNothingAboveLow() throws Exception {
        Path report = directory.resolve("report.csv");
        try (Program traefik = start("")) {
            Tool testssl = Tool.run(
                    "testssl",
                    "--quiet",
                    "--color=0",
                    "--warnings=batch",
                    "--csvfile",
                    report.toString(),
                    "--protocols",
                    "--std",
                    "--fs",
                    "--server-preference",
                    "--vulnerable",
                    "127.0.0.1:" + port);
            List<String> findings = Files.readAllLines(report);
            assertThat(findings).as(testssl::output).hasSizeGreaterThan(30);
            // what it says of its own OpenSSL is not about us
            findings.removeIf(finding -> finding.startsWith("\"engine_problem\""));
            assertThat(findings).noneMatch(finding -> finding.matches(".*\",\"(MEDIUM|HIGH|CRITICAL|WARN|FATAL)\",.*"));
            assertThat(findings)
                    .anyMatch(finding -> finding.startsWith("\"TLS1_3\"") && finding.contains("\"offered"))
                    .anyMatch(finding -> finding.startsWith("\"TLS1\"") && finding.contains("\"not offered"));
            System.out.printf(
                    "testssl.sh: %d findings, none above LOW; LOW: %s%n",
                    findings.size() - 1,
                    findings.stream()
                            .filter(finding -> finding.contains("\",\"LOW\","))
                            .toList());
            assertThat(traefik.output()).doesNotContain("ERROR");
        }
    }

    /** With an authority and a responder that OpenSSL plays. */
    @Test
    void showsWhatTheResponderSaysOfTheCertificate() throws Exception {
        int responder = Program.freePort();
        openssl("""
                version
                openssl req -x509 -new -key server.key -subj /CN=authority -days 9 -out ca.crt
                openssl req -new -key server.key -subj /CN=stapled.example -out request.pem
                echo "authorityInfoAccess = OCSP;URI:http://127.0.0.1:%d/" > more.txt
                openssl x509 -req -in request.pem -CA ca.crt -CAkey server.key -set_serial 0x1234 -days 9 \\
                  -extfile more.txt -out leaf.crt
                cat leaf.crt ca.crt > chain.crt
                printf 'V\\t491231235959Z\\t\\t1234\\tunknown\\t/CN=stapled.example\\n' > index.txt
                """.formatted(responder));
        try (Program ocsp = Program.start(
                        directory,
                        "openssl",
                        "ocsp",
                        "-index",
                        "index.txt",
                        "-port",
                        Integer.toString(responder),
                        "-rsigner",
                        "ca.crt",
                        "-rkey",
                        "server.key",
                        "-CA",
                        "ca.crt",
                        "-ndays",
                        "1");
                Program traefik = start("", """
                        ocsp = true
                        [[entryPoints.https.tls.certificates]]
                        certFile = "chain.crt"
                        keyFile = "server.key"
                        """)) {
            await().atMost(Program.PATIENCE).until(() -> status().contains("OCSP Response Status: successful"));
            assertThat(status()).contains("Cert Status: good", "Serial Number: 1234");
            assertThat(ocsp.isRunning()).isTrue();
            assertThat(traefik.output()).doesNotContain("ERROR");
        }
    }

    /** Who came by UDP once needed none, though clients have to show one. */
    @Test
    void clientsHaveToShowACertificateOverHttp3Too() throws Exception {
        openssl("""
                version
                openssl req -x509 -new -key server.key -subj /CN=authority -days 9 -out ca.crt
                openssl req -new -key server.key -subj /CN=client -out request.pem
                openssl x509 -req -in request.pem -CA ca.crt -CAkey server.key -days 9 -out client.crt
                """);
        try (Program traefik = start("", """
                [entryPoints.https.tls.clientCA]
                files = ["ca.crt"]
                [entryPoints.https.http3]
                """)) {
            String[] shown = {"--cert=" + directory.resolve("client.crt"), "--key=" + directory.resolve("server.key")};
            await().atMost(Program.PATIENCE).until(() -> overHttp3(shown).contains("[:status: 404]"));
            assertThat(overHttp3()).doesNotContain("[:status:");
            assertThat(traefik.output()).doesNotContain("exceptionCaught");
            assertThat(traefik.output()).doesNotContain("ERROR");
        }
    }

    private String overHttp3(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("timeout", "10", "gtlsclient", "--no-quic-dump", "--exit-on-all-streams-close"));
        command.addAll(List.of(options));
        command.addAll(List.of("127.0.0.1", Integer.toString(port), "https://localhost:" + port + "/"));
        return Tool.run(new ProcessBuilder(command)).output();
    }

    private String status() throws Exception {
        return Tool.run(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-servername",
                        "stapled.example",
                        "-status")
                .output();
    }

    @Test
    void loadsAThousandCertificates() throws Exception {
        openssl("""
                version
                for i in $(seq %d); do
                  openssl req -x509 -new -key server.key -subj /CN=h$i.example -days 9 -out h$i.crt
                done
                """.formatted(MANY));
        StringBuilder rules = new StringBuilder();
        for (int i = 1; i <= MANY; i++) {
            rules.append("[[tls]]\n[tls.certificate]\ncertFile = \"h%d.crt\"\nkeyFile = \"server.key\"\n".formatted(i));
        }
        long few = memoryAndTime("", "TRAEFIK DEFAULT CERT", "no certificate");
        long many = memoryAndTime(rules.toString(), "h" + MANY + ".example", MANY + " certificates");
        assertThat(many - few).as("KiB more than without them").isLessThan(100 << 10);
    }

    /** Resident KiB once it answers, which are printed with how long that took. */
    private long memoryAndTime(String rules, String shown, String what) throws Exception {
        long before = System.nanoTime();
        try (Program traefik = start(rules)) {
            await().atMost(Program.PATIENCE).until(() -> shown().contains(shown));
            long millis = (System.nanoTime() - before) / 1_000_000;
            long kib = traefik.residentKib();
            System.out.printf("%s: first handshake after %d ms, %d MiB resident%n", what, millis, kib >> 10);
            assertThat(traefik.output()).doesNotContain("ERROR");
            return kib;
        }
    }

    private String shown() throws Exception {
        return Tool.run("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-servername", "h" + MANY + ".example")
                .output();
    }
}
