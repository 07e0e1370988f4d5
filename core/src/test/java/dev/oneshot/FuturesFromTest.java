package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.runner.Runner;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The bridge from the JDK's stages. */
class FuturesFromTest {

    private final CountingWaker waker = new CountingWaker();
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final Future<String> future = Futures.from(stage);

    @Test
    void completedStageIsReady() {
        stage.complete("value");

        assertThat(future.poll(waker.context())).isEqualTo(Poll.ready("value"));
    }

    @Test
    void nullIsAValue() {
        stage.complete(null);

        assertThat(future.poll(waker.context())).isEqualTo(Poll.ready(null));
    }

    @Test
    void aFailureIsThrownAsItself() {
        IllegalArgumentException failure = new IllegalArgumentException("bad");
        future.poll(waker.context());

        stage.completeExceptionally(failure);

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> future.poll(waker.context())).isSameAs(failure);
        assertThatThrownBy(() -> future.poll(waker.context()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled again after it had completed");
    }

    @Test
    void theFailureOfAnEarlierStageIsUnwrapped() {
        AssertionError failure = new AssertionError("bad");
        Future<String> later = Futures.from(stage.thenApply(value -> value));

        stage.completeExceptionally(failure);

        assertThatThrownBy(() -> later.poll(waker.context())).isSameAs(failure);
    }

    @Test
    void aCheckedFailureIsTheCause() {
        IOException failure = new IOException("bad");
        stage.completeExceptionally(failure);

        assertThatThrownBy(() -> future.poll(waker.context()))
                .isExactlyInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(failure);
    }

    @Test
    void closeCancelsTheStage() {
        future.poll(waker.context());

        future.close();

        assertThat(stage).isCancelled();
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void aCancelledStageThrows() {
        stage.cancel(false);

        assertThatThrownBy(() -> future.poll(waker.context())).isInstanceOf(CancellationException.class);
    }

    @Test
    void thereAndBackAgain() throws Throwable {
        Bounded.Running<String> waiting =
                Bounded.start(() -> Runner.create().blockOn(Futures.from(future.toCompletableFuture())));
        Bounded.untilParked(waiting.thread());

        stage.complete("value");

        assertThat(waiting.get()).isEqualTo("value");
    }
}
