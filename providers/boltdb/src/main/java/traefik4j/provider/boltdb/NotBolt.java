package traefik4j.provider.boltdb;

import java.io.IOException;

/** A file is no BoltDB file, or a broken one. */
final class NotBolt extends IOException {
    private static final long serialVersionUID = 1;

    NotBolt(String why) {
        super(why);
    }
}
