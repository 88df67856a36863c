package traefik4j.proxy.entrypoint;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, which servers get as {@code X-Forwarded-Server}. */
final class LocalName {
    private LocalName() {}

    static String get() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^!-~]", "");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
