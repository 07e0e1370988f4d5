package dev.oneshot.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Future} must do that can fail: a failure ends it as a value does. */
public abstract class FailingFutureContract {

    /** A new future that fails at its first poll. */
    protected abstract Future<?> failing();

    @Test
    void pollAfterAFailureFailsLoudly() {
        Future<?> future = failing();
        assertThatThrownBy(() -> poll(future)).message().doesNotContain("polled again");

        for (int again = 0; again < 2; again++) {
            assertEnded(future);
        }
    }

    @Test
    void closeAfterAFailureDoesNothing() {
        Future<?> future = failing();
        assertThatThrownBy(() -> poll(future));

        future.close();
        future.close();

        assertEnded(future);
    }

    private static void assertEnded(Future<?> future) {
        assertThatThrownBy(() -> poll(future))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled again after it had completed");
    }

    private static void poll(Future<?> future) {
        future.poll(new CountingWaker().context());
    }
}
