package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void theFirstAttemptIsImmediateAndPausesDoubleUpToTheBound() {
        assertThat(pauses(new Backoff(100, 1_000, () -> 0), 7)).containsExactly(0, 100, 200, 400, 800, 1_000, 1_000);
    }

    @Test
    void chanceTakesAwayUpToHalfOfAPause() {
        assertThat(pauses(new Backoff(100, 1_000, () -> 1), 4)).containsExactly(0, 50, 100, 200);
        assertThat(pauses(new Backoff(100, 1_000, () -> 0.5), 4)).containsExactly(0, 75, 150, 300);
    }

    @Test
    void aResetMakesTheNextAttemptAFirstOne() {
        Backoff backoff = new Backoff(100, 1_000, () -> 0);
        pauses(backoff, 5);

        backoff.reset();

        assertThat(pauses(backoff, 3)).containsExactly(0, 100, 200);
    }

    @Test
    void theLongestDurationsDoNotOverflow() {
        DoubleSupplier never = () -> 0;

        assertThat(pauses(new Backoff(Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE, never), 4))
                .containsExactly(0, Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static long[] pauses(Backoff backoff, int count) {
        return LongStream.generate(backoff::nextPauseNanos).limit(count).toArray();
    }
}
