package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;

class SlashRedirectTest {
    @Test
    void answersAsTraefikDoes() {
        assertThat(answer("GET /path HTTP/1.1"))
                .isEqualTo(new Answer(
                        301,
                        "Moved Permanently",
                        List.of(Map.entry("Content-Type", "text/html; charset=utf-8"), Map.entry("Location", "/path/")),
                        "<a href=\"/path/\">Moved Permanently</a>.\n\n"));
    }

    @Test
    void hasNoBodyForAPost() {
        assertThat(answer("POST /path?q=1 HTTP/1.1").body()).isEmpty();
    }

    @Test
    void escapesTheQueryInItsBody() {
        assertThat(answer("GET /path?<script>&\"' HTTP/1.1").body())
                .startsWith("<a href=\"/path/?&lt;script&gt;&amp;&#34;&#39;\">");
    }

    private static Answer answer(String requestLine) {
        Rehearsal rehearsal = new Rehearsal("http", Ascii.bytes(requestLine + "\r\nHost: h\r\n\r\n"), false);
        Answer answer = rehearsal.run(new SlashRedirect());
        if (answer == null) {
            throw new AssertionError("no answer");
        }
        return answer;
    }
}
