package dev.oneshot.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebPropertiesTest {

    @Test
    void aTimeInThePastIsRefusedByName() {
        assertThatThrownBy(() -> new WebProperties(Duration.ofSeconds(-1)))
                .hasMessageContaining("Property oneshot.web.retry-after with value");
    }
}
