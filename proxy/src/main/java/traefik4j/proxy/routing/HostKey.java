package traefik4j.proxy.routing;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.template.Part;
import traefik4j.proxy.template.Part.Literal;
import traefik4j.proxy.template.Template;

/** What every host that a template matches is, or ends with. */
final class HostKey {
    private final byte[] name;
    private final int hash;
    private final boolean isSuffix;

    private HostKey(String name, boolean isSuffix) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.isSuffix = isSuffix;
        int all = 0;
        for (int i = this.name.length - 1; i >= 0; i--) {
            all = HostTable.hash(all, this.name[i]);
        }
        this.hash = all;
    }

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

    /** A host in lower case, or its last labels; nobody changes the bytes. */
    byte[] name() {
        return name;
    }

    /** The hash of the name, as {@link HostTable} finds it. */
    int hash() {
        return hash;
    }

    /** Whether labels stand before it. */
    boolean isSuffix() {
        return isSuffix;
    }
}
