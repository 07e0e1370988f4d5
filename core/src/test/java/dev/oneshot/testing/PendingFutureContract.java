package dev.oneshot.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Future;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What every {@link Future} must do that can be pending. */
public abstract class PendingFutureContract extends FutureContract {

    /**
     * A future that is pending, what makes it ready, and whether others can have what it waited for, which is asked after
     * it was closed.
     */
    public record Subject(Future<?> future, Runnable makeReady, BooleanSupplier isReleased) {

        /** One that holds nothing but its waker. */
        public Subject(Future<?> future, Runnable makeReady) {
            this(future, makeReady, () -> true);
        }

        public Subject released(BooleanSupplier when) {
            return new Subject(future, makeReady, when);
        }
    }

    /** A new future whose value is not there yet. */
    protected abstract Subject pending();

    @Override
    protected final Future<?> ready() {
        Subject subject = pending();
        subject.makeReady().run();
        return subject.future();
    }

    @Test
    void pollThenReadyWakesOnceAndTheNextPollIsReady() {
        Subject subject = pending();
        CountingWaker waker = new CountingWaker();

        assertThat(subject.future().poll(waker.context()).isReady()).isFalse();
        assertThat(waker.wakes()).isZero();
        subject.makeReady().run();

        assertThat(waker.wakes()).isOne();
        assertThat(subject.future().poll(waker.context()).isReady()).isTrue();
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void pollThenPollAgainWakesOnlyTheLatestWaker() {
        Subject subject = pending();
        CountingWaker earlier = new CountingWaker();
        CountingWaker latest = new CountingWaker();

        subject.future().poll(earlier.context());
        subject.future().poll(latest.context());
        subject.makeReady().run();

        assertThat(earlier.wakes()).isZero();
        assertThat(latest.wakes()).isOne();
    }

    @Test
    void pollThenPollAgainReleasesTheEarlierWaker() {
        Subject subject = pending();
        WeakReference<CountingWaker> earlier = pollOnce(subject);

        CountingWaker latest = new CountingWaker();
        subject.future().poll(latest.context());

        Garbage.isCollected(earlier, subject, latest);
    }

    @Test
    void completionReleasesTheWaker() {
        Subject subject = pending();
        WeakReference<CountingWaker> waker = pollOnce(subject);

        subject.makeReady().run();

        Garbage.isCollected(waker, subject);
    }

    @Test
    void closeReleasesTheWaker() {
        Subject subject = pending();
        WeakReference<CountingWaker> waker = pollOnce(subject);

        subject.future().close();
        subject.future().close();

        Garbage.isCollected(waker, subject);
    }

    @Test
    void closeWhilePendingReleasesWhatItWaitsFor() {
        Subject subject = pending();
        subject.future().poll(new CountingWaker().context());

        subject.future().close();

        assertThat(subject.isReleased().getAsBoolean()).isTrue();
    }

    @Test
    void pollOfAReadyFutureKeepsNoWaker() {
        Subject subject = pending();
        subject.makeReady().run();

        Garbage.isCollected(pollOnce(subject), subject);
    }

    private static WeakReference<CountingWaker> pollOnce(Subject subject) {
        CountingWaker waker = new CountingWaker();
        subject.future().poll(waker.context());
        return new WeakReference<>(waker);
    }
}
