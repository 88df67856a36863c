package traefik4j.proxy.routing;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.template.Part;
import traefik4j.proxy.template.Part.Literal;
import traefik4j.proxy.template.Template;

/**
 * What every host that a template matches is, or ends with.
 *
 * @param name a host in lower case, or its last labels
 * @param isSuffix whether labels stand before it
 */
record HostKey(String name, boolean isSuffix) {
    /** The key of a template, or null if it says nothing about the end of hosts. */
    static @Nullable HostKey of(Template template) {
        Part last = template.parts().isEmpty() ? null : template.parts().getLast();
        if (!(last instanceof Literal literal)) {
            return null;
        }
        if (template.parts().size() == 1) {
            return new HostKey(literal.text(), false);
        }
        int dot = literal.text().indexOf('.');
        boolean isUseful = dot >= 0 && dot + 1 < literal.text().length();
        return isUseful ? new HostKey(literal.text().substring(dot + 1), true) : null;
    }

    /** The bytes of the name. */
    byte[] bytes() {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
