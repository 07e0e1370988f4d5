package dev.oneshot.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Future} must do; {@link PendingFutureContract} adds what those must do that can be pending. */
public abstract class FutureContract {

    /** A new future whose value is there, or will be at its first poll. */
    protected abstract Future<?> ready();

    @Test
    void readyAtTheFirstPollWakesNobody() {
        CountingWaker waker = new CountingWaker();

        assertThat(ready().poll(waker.context()).isReady()).isTrue();
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void pollAfterCompletionFailsLoudly() {
        Future<?> future = ready();
        future.poll(new CountingWaker().context());

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> future.poll(new CountingWaker().context()))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("polled again after it had completed");
        }
    }

    @Test
    void closeAfterTheEndDoesNothing() {
        Future<?> future = ready();
        future.poll(new CountingWaker().context());

        future.close();
        future.close();

        assertThatThrownBy(() -> future.poll(new CountingWaker().context()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled again after it had completed");
    }
}
