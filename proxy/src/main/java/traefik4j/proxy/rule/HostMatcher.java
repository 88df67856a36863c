package traefik4j.proxy.rule;

import java.util.List;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.template.Template;

/** {@code Host} and {@code HostRegexp}: the host, without its port, is one of several. */
public final class HostMatcher implements Matcher {
    private final String text;
    private final List<Template> all;
    private final Template[] hosts;

    HostMatcher(String text, List<Template> hosts) {
        this.text = text;
        this.all = List.copyOf(hosts);
        this.hosts = hosts.toArray(Template[]::new);
    }

    /** The hosts. */
    public List<Template> hosts() {
        return all;
    }

    @Override
    public Match match(RequestHead request, RequestPath path) {
        int from = request.hostStart();
        int to = request.hostNameEnd();
        for (Template host : hosts) {
            if (to > from && host.match(request.bytes(), from, to) >= 0) {
                return Match.YES;
            }
        }
        return Match.NO;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String seen(RequestHead request, RequestPath path) {
        int from = request.hostStart();
        int to = request.hostNameEnd();
        return from == to ? "no host" : "host " + Ascii.text(request.bytes(), from, to);
    }
}
