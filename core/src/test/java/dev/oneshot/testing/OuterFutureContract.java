package dev.oneshot.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** What every {@link Future} must do that was given another one, its part, to poll and to close. */
public abstract class OuterFutureContract {

    private final Context context = new CountingWaker().context();
    private Part part = new Part();

    /** A new future that ends when the part does, and fails as it does. */
    protected abstract Future<?> around(Future<Integer> part);

    /** Pending until it is told its end; counts what is done with it. */
    private static final class Part implements Future<Integer> {

        private final IllegalArgumentException failure = new IllegalArgumentException("of the part");
        private Waker waker = Waker.noop();
        private boolean ready;
        private boolean failed;
        private int polls;
        private int closes;

        @Override
        public Poll<Integer> poll(Context context) {
            polls++;
            if (failed) {
                throw failure;
            }
            waker = context.waker();
            return ready ? Poll.ready(1) : Poll.pending();
        }

        void becomeReady() {
            ready = true;
            waker.wake();
        }

        void fail() {
            failed = true;
            waker.wake();
        }

        @Override
        public void close() {
            closes++;
        }
    }

    @Test
    void nothingIsPolledBeforeTheFirstPoll() {
        Future<?> outer = around(part);
        assertThat(part.polls).isZero();

        outer.poll(context);
        assertThat(part.polls).isOne();
    }

    @Test
    void closeBeforeTheFirstPollClosesThePartUnpolled() {
        Future<?> outer = around(part);

        outer.close();
        outer.close();

        assertThat(part.polls).isZero();
        assertThat(part.closes).isOne();
        assertEnded(outer);
    }

    @Test
    void closeWhilePendingClosesThePartOnce() {
        Future<?> outer = around(part);
        outer.poll(context);

        outer.close();
        outer.close();

        assertThat(part.closes).isOne();
        assertEnded(outer);
    }

    @Test
    void aPartThatHasEndedIsNeitherPolledAgainNorClosed() {
        Future<?> outer = around(part);
        outer.poll(context);
        part.becomeReady();
        assertThat(outer.poll(context).isReady()).isTrue();

        assertEnded(outer);
        outer.close();

        assertThat(part.polls).isEqualTo(2);
        assertThat(part.closes).isZero();
    }

    @Test
    void aFailureOfThePartIsItsOwnAndEndsItAsAValueDoes() {
        Future<?> outer = around(part);
        outer.poll(context);
        part.fail();
        assertThatThrownBy(() -> outer.poll(context)).isSameAs(part.failure);

        assertEnded(outer);
        outer.close();

        assertThat(part.polls).isEqualTo(2);
        assertThat(part.closes).isZero();
    }

    @Test
    void thePartIsReleasedWhenItHasEnded() {
        Future<?> outer = around(part);
        part.becomeReady();
        outer.poll(context);

        Garbage.isCollected(forgetPart(), outer);
    }

    @Test
    void thePartIsReleasedWhenItHasFailed() {
        Future<?> outer = around(part);
        part.fail();
        assertThatThrownBy(() -> outer.poll(context)).isSameAs(part.failure);

        Garbage.isCollected(forgetPart(), outer);
    }

    @Test
    void thePartIsReleasedByClose() {
        Future<?> outer = around(part);
        outer.poll(context);
        outer.close();

        Garbage.isCollected(forgetPart(), outer);
    }

    private WeakReference<Part> forgetPart() {
        WeakReference<Part> reference = new WeakReference<>(part);
        part = new Part();
        return reference;
    }

    private void assertEnded(Future<?> outer) {
        assertThatThrownBy(() -> outer.poll(context)).isExactlyInstanceOf(IllegalStateException.class);
    }
}
