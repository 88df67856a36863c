package traefik4j.proxy.middleware;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.Redirect;
import traefik4j.config.Tls;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.trial.Trial;

/** Where clients are sent, and how (reference §2.2). */
class RedirectTest {
    private static final String CLIENT = "192.0.2.1";
    private static final EntryPoint PLAIN = new EntryPoint(":8080", ForwardedHeaders.NOBODY, null);
    private static final EntryPoint SECURE =
            new EntryPoint("[::1]:8443", ForwardedHeaders.NOBODY, new Tls(List.of(), null));
    private static final AccessControl ACCESS =
            TestAccess.at(Map.of("http", PLAIN, "plain", PLAIN, "https", SECURE, "portless", at("localhost")));

    private static EntryPoint at(String address) {
        return new EntryPoint(address, ForwardedHeaders.NOBODY, null);
    }

    private static Handler redirect(Redirect redirect) {
        return ACCESS.redirect(redirect, PathRestoration.NONE, exchange -> exchange.answer(passed()));
    }

    private static Answer passed() {
        return Answer.text(200, "passed");
    }

    private static Handler to(String entryPoint, boolean permanent) {
        return redirect(new Redirect(entryPoint, "", "", permanent));
    }

    private static Handler by(String regex, String replacement) {
        return redirect(new Redirect("", regex, replacement, false));
    }

    private static String location(Trial trial) {
        return requireNonNull(trial.answer()).fields().stream()
                .filter(field -> field.getKey().equals("Location"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,false,302,Found",
        "POST,false,307,Temporary Redirect",
        "HEAD,false,307,Temporary Redirect",
        "GET,true,301,Moved Permanently",
        "PUT,true,308,Permanent Redirect",
        "HEAD,true,308,Permanent Redirect"
    })
    void keepsTheMethod(String method, boolean permanent, int status, String body) {
        Trial trial = Trial.of(to("https", permanent), CLIENT, method + " / HTTP/1.1", "Host: h");
        assertThat(trial.status()).isEqualTo(status);
        assertThat(trial.text()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "https,h,https://h:8443/a?b",
        "https,h:80,https://h:8443/a?b",
        "https,[2001:db8::1]:80,https://[2001:db8::1]:8443/a?b",
        "plain,h,http://h:8080/a?b"
    })
    void sendsToAnEntryPointWithItsPort(String target, String host, String location) {
        Trial trial = Trial.of(to(target, false), CLIENT, "GET /a?b HTTP/1.1", "Host: " + host);
        assertThat(location(trial)).isEqualTo(location);
    }

    @Test
    void doesNotSendToWhereTheClientIs() {
        assertThat(Trial.get(to("http", false)).text()).isEqualTo("passed");
    }

    @Test
    void refusesAnEntryPointWithoutAPort() {
        assertThatThrownBy(() -> to("portless", false))
                .isInstanceOf(PolicyFault.class)
                .hasMessage("portless has no port (expected: an address such as :443)");
    }

    @Test
    void refusesAnUnknownEntryPoint() {
        assertThatThrownBy(() -> to("nowhere", false))
                .hasMessage("there is no entry point \"nowhere\" (expected: http, https, plain, portless)");
    }

    @ParameterizedTest
    @CsvSource({
        "^http://a/(.*),https://b/$1,https://b/x?y",
        "^http://a/(.*),https://b/${1},https://b/x?y",
        "^http://a/(?P<rest>.*),https://b/${rest},https://b/x?y",
        "^http://a/(.*),https://b/$1z,https://b/",
        "x,y,http://a/y?y",
        "nothing,y,''"
    })
    void replacesAsGoDoes(String regex, String replacement, String location) {
        Trial trial = Trial.of(by(regex, replacement), CLIENT, "GET /x?y HTTP/1.1", "Host: a");
        assertThat(location(trial)).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource({"(,x", "a,''", "a,{{.Request.Host}}", "a,x y"})
    void refusesWhatItCannotDo(String regex, String replacement) {
        assertThatThrownBy(() -> by(regex, replacement)).hasMessageContaining("(expected: ");
    }

    @Test
    void believesOnlyATrustedClientThatItCameByTls() {
        Handler secure = by("^https://(.*)", "http://$1");
        Trial trial = Trial.of(secure, CLIENT, "GET / HTTP/1.1", "Host: a", "X-Forwarded-Proto: https");
        assertThat(trial.text()).isEqualTo("passed");
    }

    @Test
    void restoresWhatModifiersTookAway() {
        Handler redirect = ACCESS.redirect(
                new Redirect("", "^http:", "https:", false),
                new PathRestoration(true, ""),
                exchange -> exchange.answer(passed()));
        Handler stripping = new StripPrefix(List.of("/api"), false, redirect);
        Trial trial = Trial.of(stripping, CLIENT, "GET /api/x?y HTTP/1.1", "Host: a");
        assertThat(location(trial)).isEqualTo("https://a/api/x?y");
    }
}
