package traefik4j.config;

import java.util.List;

/**
 * Who has to vouch for clients (reference §2.3).
 *
 * @param files the certificates of those who may
 * @param optional whether clients without a certificate are let in
 */
public record ClientCa(List<Pem> files, boolean optional) {
    /** Copies the list. */
    public ClientCa {
        files = List.copyOf(files);
    }
}
