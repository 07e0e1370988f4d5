package dev.oneshot.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class StartUpTest {

    @Test
    void readsTheAgeFromWhateverElseIsPrinted() {
        assertThat(StartUp.age("WARN something\nready after 1234\nbye\n")).isEqualTo(1234);
    }

    @Test
    void failsIfTheApplicationWasNeverReady() {
        assertThatIllegalStateException()
                .isThrownBy(() -> StartUp.age("Address already in use"))
                .withMessageContaining("Address already in use");
    }
}
