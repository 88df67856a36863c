package traefik4j.config.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Access;
import traefik4j.config.Auth;
import traefik4j.config.ClientTls;
import traefik4j.config.Redirect;
import traefik4j.config.WhiteList;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Makes who is let in of the sections of an entry point or a frontend (reference §2.2, §2.5, §2.6). */
final class AccessBinding {
    private final Findings findings;

    AccessBinding(Findings findings) {
        this.findings = findings;
    }

    /**
     * Binds.
     *
     * @param oldWhiteList the name of the list that was there before {@code whiteList}
     */
    Access bind(KeyPath path, Table table, String oldWhiteList) {
        return new Access(
                table.table("redirect").map(AccessBinding::redirect).orElse(null),
                basicAuth(table.list("basicAuth")),
                auth(table),
                whiteList(path, table, oldWhiteList));
    }

    private static Redirect redirect(Table section) {
        return new Redirect(
                section.text("entryPoint").orElse(""),
                section.text("regex").orElse(""),
                section.text("replacement").orElse(""),
                section.truth("permanent", false));
    }

    private static Auth.@Nullable Users basicAuth(List<String> users) {
        return users.isEmpty() ? null : new Auth.Users(users, "", false);
    }

    private static @Nullable Auth auth(Table table) {
        Table section = table.tableOrEmpty("auth");
        Auth.Users basic = section.table("basic").map(AccessBinding::users).orElse(null);
        Auth.Users digest = section.table("digest").map(AccessBinding::users).orElse(null);
        Auth.Forward forward =
                section.table("forward").map(AccessBinding::forward).orElse(null);
        return basic == null && digest == null && forward == null
                ? null
                : new Auth(basic, digest, forward, section.text("headerField").orElse(""));
    }

    private static Auth.Users users(Table section) {
        return new Auth.Users(
                section.list("users"), section.text("usersFile").orElse(""), section.truth("removeHeader", false));
    }

    private static Auth.Forward forward(Table section) {
        return new Auth.Forward(
                section.text("address").orElse(""),
                section.truth("trustForwardHeader", false),
                section.list("authResponseHeaders"),
                section.list("authRequestHeaders"),
                section.table("tls").map(AccessBinding::clientTls).orElse(null));
    }

    static ClientTls clientTls(Table section) {
        return new ClientTls(
                section.text("ca").orElse(""),
                section.text("cert").orElse(""),
                section.text("key").orElse(""),
                section.truth("insecureSkipVerify", false));
    }

    private @Nullable WhiteList whiteList(KeyPath path, Table table, String old) {
        Table section = table.tableOrEmpty("whiteList");
        boolean isNew = section.has("sourceRange");
        List<String> ranges = isNew ? section.list("sourceRange") : table.list(old);
        if (ranges.isEmpty()) {
            return null;
        }
        KeyPath key = isNew ? path.then("whiteList").then("sourceRange") : path.then(old);
        TrustedNetworks.check(ranges, isNew ? section.placeOf("sourceRange") : table.placeOf(old), key, findings);
        return new WhiteList(ranges, section.truth("useXForwardedFor", false));
    }
}
