package traefik4j.proxy.rule;

import java.util.List;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;

/** {@code Method}: the method is one of several. */
public final class MethodMatcher implements Matcher {
    private final String text;
    private final byte[][] methods;

    MethodMatcher(String text, List<String> methods) {
        this.text = text;
        this.methods = methods.stream().map(Ascii::bytes).toArray(byte[][]::new);
    }

    @Override
    public Match match(RequestHead request, RequestPath path) {
        for (byte[] method : methods) {
            if (Ascii.equals(request.bytes(), request.methodStart(), request.methodEnd(), method)) {
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
        return "method " + request.method();
    }
}
