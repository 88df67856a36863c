package traefik4j.proxy.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The values in a distinguished name, in the order in which a certificate has them. */
final class DistinguishedName {
    private static final Map<String, String> SERIAL_NUMBER = Map.of("2.5.4.5", "SERIALNUMBER");

    private final LdapName name;

    private DistinguishedName(LdapName name) {
        this.name = name;
    }

    /** A name; one that cannot be spelt out has no values. */
    static DistinguishedName of(X500Principal principal) {
        try {
            return new DistinguishedName(new LdapName(principal.getName(X500Principal.RFC2253, SERIAL_NUMBER)));
        } catch (InvalidNameException e) {
            return new DistinguishedName(new LdapName(List.<Rdn>of()));
        }
    }

    /** The values of a type, such as {@code CN}. */
    List<String> values(String type) {
        List<String> values = new ArrayList<>();
        try {
            for (Rdn rdn : name.getRdns()) {
                NamingEnumeration<? extends Attribute> parts =
                        rdn.toAttributes().getAll();
                while (parts.hasMore()) {
                    Attribute part = parts.next();
                    if (part.getID().equalsIgnoreCase(type) && part.get() instanceof String value) {
                        values.add(value);
                    }
                }
            }
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }
}
