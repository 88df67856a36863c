package traefik4j.proxy.rule;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.template.Utf8Text;

/** {@code Headers} and {@code HeadersRegexp}: each of several fields has a line with the value wanted. */
public final class HeadersMatcher implements Matcher {
    private final String text;
    private final Wanted[] wanted;

    HeadersMatcher(String text, List<Wanted> wanted) {
        this.text = text;
        this.wanted = wanted.toArray(Wanted[]::new);
    }

    @Override
    public Match match(RequestHead request, RequestPath path) {
        return firstMissing(request.fields()) == null ? Match.YES : Match.NO;
    }

    private @Nullable Wanted firstMissing(Fields fields) {
        for (Wanted field : wanted) {
            if (!field.isIn(fields)) {
                return field;
            }
        }
        return null;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String seen(RequestHead request, RequestPath path) {
        Fields fields = request.fields();
        Wanted missing = firstMissing(fields);
        HeaderName name = (missing == null ? wanted[0] : missing).name;
        int line = fields.find(name, 0);
        return line < 0 ? "no header " + name : "header " + name + ": " + fields.value(line);
    }

    /** A field and what one of its lines has to hold: a value, or something an expression finds. */
    static final class Wanted {
        private final HeaderName name;
        private final byte[] value;
        private final @Nullable Pattern pattern;

        Wanted(HeaderName name, byte[] value, @Nullable Pattern pattern) {
            this.name = name;
            this.value = value;
            this.pattern = pattern;
        }

        boolean isIn(Fields fields) {
            for (int i = fields.find(name, 0); i >= 0; i = fields.find(name, i + 1)) {
                if (isValue(fields.bytes(), fields.valueStart(i), fields.valueEnd(i))) {
                    return true;
                }
            }
            return false;
        }

        private boolean isValue(byte[] bytes, int from, int to) {
            return pattern == null
                    ? Ascii.equals(bytes, from, to, value)
                    : pattern.matcher(Utf8Text.of(bytes, from, to).text()).find();
        }
    }
}
