package dev.oneshot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A future and a cancellation that race. */
class RunUntilCancelledTest {

    private final CancellationToken token = CancellationToken.create();
    private final CountingWaker waker = new CountingWaker();
    private final Inner inner = new Inner();
    private final Future<String> future = token.runUntilCancelled(inner);

    private static final class Inner implements Future<String> {

        private Poll<String> next = Poll.pending();
        private int polls;
        private int closes;

        @Override
        public Poll<String> poll(Context context) {
            polls++;
            return next;
        }

        @Override
        public void close() {
            closes++;
        }
    }

    @Test
    void cancelWhilePendingWakesAndTheNextPollClosesTheFuture() {
        Exception reason = new Exception("stop");
        future.poll(waker.context());
        token.cancel(reason);
        assertThat(waker.wakes()).isOne();
        assertThat(inner.closes).isZero();

        assertThatThrownBy(() -> future.poll(waker.context()))
                .isInstanceOf(CancellationException.class)
                .hasCause(reason);

        assertThat(inner.closes).isOne();
        future.close();
        assertThat(inner.closes).isOne();
        assertThatThrownBy(() -> future.poll(waker.context()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled again");
    }

    @Test
    void aValueThatIsThereWinsAgainstACancellation() {
        future.poll(waker.context());
        token.cancel();
        inner.next = Poll.ready("value");

        assertThat(future.poll(waker.context())).isEqualTo(Poll.ready("value"));
        assertThat(inner.closes).isZero();
    }

    @Test
    void anAlreadyCancelledTokenClosesTheFutureUnpolled() {
        token.cancel();

        assertThatThrownBy(() -> future.poll(waker.context())).isInstanceOf(CancellationException.class);

        assertThat(inner.polls).isZero();
        assertThat(inner.closes).isOne();
    }

    @Test
    void theEndOfTheFutureEndsTheWaitForTheToken() {
        future.poll(waker.context());
        inner.next = Poll.ready("value");
        future.poll(waker.context());

        token.cancel();

        assertThat(waker.wakes()).isZero();
    }

    @Test
    void closeClosesTheFutureAndEndsTheWait() {
        future.poll(waker.context());

        future.close();
        future.close();
        token.cancel();

        assertThat(inner.closes).isOne();
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void aFailureOfTheFutureIsItsOwn() {
        IllegalArgumentException failure = new IllegalArgumentException("own");
        Future<String> failing = token.runUntilCancelled(context -> {
            throw failure;
        });

        assertThatThrownBy(() -> failing.poll(waker.context())).isSameAs(failure);
        assertThatThrownBy(() -> failing.poll(waker.context())).hasMessageContaining("polled again");
    }

    @Test
    void theCompletableFutureIsCancelled() {
        CompletableFuture<String> completable = future.toCompletableFuture(Runnable::run);

        token.cancel();

        assertThat(completable).isCancelled();
    }
}
