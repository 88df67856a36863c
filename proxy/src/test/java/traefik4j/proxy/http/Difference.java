package traefik4j.proxy.http;

import java.util.regex.Pattern;

/**
 * A class of messages that we and Netty's strict decoder read differently, on purpose.
 *
 * @param reason why we do
 * @param shape what messages of this class look like, from where we stopped reading
 */
record Difference(String reason, Pattern shape) {
    Difference(String reason, String shape) {
        this(reason, Pattern.compile(shape, Pattern.DOTALL));
    }

    boolean explains(String message) {
        return shape.matcher(message).find();
    }
}
