package traefik4j.proxy.rule;

import java.util.List;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.template.Template;

/** {@code Path}, {@code PathPrefix} and their stripping forms: the decoded path is, or begins with, one of several. */
public final class PathMatcher implements Matcher {
    private final String text;
    private final List<Template> all;
    private final Template[] paths;
    private final Ending ending;
    private final boolean[] slashes;

    /** What may follow what was matched. */
    enum Ending {
        /** Anything. */
        OPEN,
        /** Nothing. */
        EXACT,
        /** Nothing, but a slash that is missing or too much is a reason to redirect, not to refuse. */
        SLASH_REDIRECTS
    }

    /**
     * A matcher of these paths.
     *
     * @param paths without their final slashes if slashes redirect
     * @param slashes which of them had a final slash
     */
    PathMatcher(String text, List<Template> paths, Ending ending, boolean[] slashes) {
        this.text = text;
        this.all = List.copyOf(paths);
        this.paths = paths.toArray(Template[]::new);
        this.ending = ending;
        this.slashes = slashes;
    }

    /** The paths; if a slash redirects, without their final one. */
    public List<Template> paths() {
        return all;
    }

    @Override
    public Match match(RequestHead request, RequestPath path) {
        byte[] bytes = path.decoded();
        int from = path.decodedStart();
        int to = path.decodedEnd();
        if (ending == Ending.SLASH_REDIRECTS) {
            return matchAnySlash(bytes, from, to);
        }
        for (Template template : paths) {
            if (template.match(bytes, from, to) >= 0) {
                return Match.YES;
            }
        }
        return Match.NO;
    }

    private Match matchAnySlash(byte[] bytes, int from, int to) {
        boolean slash = to > from && bytes[to - 1] == '/';
        Match found = Match.NO;
        for (int i = 0; i < paths.length; i++) {
            Template template = paths[i];
            if (slash && template.match(bytes, from, to - 1) >= 0 || template.match(bytes, from, to) >= 0) {
                if (slash == slashes[i] || to - from == 1) {
                    return Match.YES;
                }
                found = Match.OTHER_SLASH;
            }
        }
        return found;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String seen(RequestHead request, RequestPath path) {
        return "path " + path.decodedText();
    }
}
