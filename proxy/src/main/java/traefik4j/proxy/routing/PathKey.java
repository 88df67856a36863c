package traefik4j.proxy.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import traefik4j.proxy.template.Part;
import traefik4j.proxy.template.Part.Literal;
import traefik4j.proxy.template.Part.Variable;
import traefik4j.proxy.template.Template;

/**
 * What every path that a template matches begins with: texts, and between them anything up to the next slash.
 *
 * @param texts the texts, at least one
 */
record PathKey(List<byte[]> texts) {
    private static final int MOST_TEXTS = 32;

    /** The beginning of every path. */
    static final PathKey ANY = new PathKey(List.of(new byte[0]));

    /** The key of a template. */
    static PathKey of(Template template) {
        if (template.parts().size() == 1 && template.parts().getFirst() instanceof Literal literal) {
            return new PathKey(List.of(bytes(literal.text())));
        }
        List<byte[]> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean inSegment = false;
        for (Part part : template.parts()) {
            if (part instanceof Variable variable) {
                inSegment = true;
                if (!variable.excludes('/') || texts.size() == MOST_TEXTS) {
                    break;
                }
            } else if (part instanceof Literal literal) {
                int slash = inSegment ? literal.text().indexOf('/') : 0;
                if (slash < 0) {
                    continue;
                }
                if (inSegment) {
                    texts.add(bytes(text));
                    text.setLength(0);
                    inSegment = false;
                }
                text.append(literal.text(), slash, literal.text().length());
            }
        }
        texts.add(bytes(text));
        return new PathKey(texts);
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How much of it is text. */
    int length() {
        int length = 0;
        for (int i = 0; i < texts.size(); i++) {
            length += texts.get(i).length;
        }
        return length;
    }
}
