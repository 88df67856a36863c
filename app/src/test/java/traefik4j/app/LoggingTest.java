package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LoggingTest {
    @AfterEach
    void asItWas() {
        Logging.level("WARN");
    }

    @Test
    void librariesWhoseTroubleIsToldAnywayAreHeardByThoseWhoLookForIt() {
        Logging.level("INFO");
        assertThat(LoggerFactory.getLogger("org.apache.curator.ConnectionState").isErrorEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger(LoggingTest.class).isInfoEnabled()).isTrue();
        Logging.level("DEBUG");
        assertThat(LoggerFactory.getLogger("org.apache.curator.ConnectionState").isDebugEnabled())
                .isTrue();
    }
}
