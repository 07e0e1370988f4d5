package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.HandExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The wakers that the documentation of {@link Waker} shows, and the poll budget. */
class WakersByHandTest {

    /** As in the documentation. */
    static final class ThreadWaker implements Waker {

        private final Thread thread = Thread.currentThread();
        private final AtomicBoolean woken = new AtomicBoolean();

        @Override
        public void wake() {
            if (!woken.getAndSet(true)) {
                LockSupport.unpark(thread);
            }
        }

        void sleep() {
            while (!woken.getAndSet(false)) {
                LockSupport.park(this);
            }
        }
    }

    /** As in the documentation: one future, polled on an executor. */
    static final class TaskWaker implements Waker {

        private final AtomicBoolean queued = new AtomicBoolean();
        private final Executor executor;
        private final Future<String> future;
        private String value;

        TaskWaker(Executor executor, Future<String> future) {
            this.executor = executor;
            this.future = future;
        }

        @Override
        public void wake() {
            if (!queued.getAndSet(true)) {
                executor.execute(this::clearFlagAndPoll);
            }
        }

        private void clearFlagAndPoll() {
            queued.getAndSet(false);
            Poll<String> poll = future.poll(Context.of(this));
            if (poll.isReady()) {
                value = poll.get();
            }
        }
    }

    @Test
    void aThreadSleepsUntilItsWakerIsWoken() throws Throwable {
        Oneshot<String> oneshot = Oneshot.create();
        Bounded.Running<String> waiting = Bounded.start(() -> {
            ThreadWaker waker = new ThreadWaker();
            Poll<String> poll = oneshot.receiver().poll(Context.of(waker));
            while (!poll.isReady()) {
                waker.sleep();
                poll = oneshot.receiver().poll(Context.of(waker));
            }
            return poll.get();
        });
        Bounded.untilParked(waiting.thread());
        LockSupport.unpark(waiting.thread());

        oneshot.sender().send("value");

        assertThat(waiting.get()).isEqualTo("value");
    }

    @Test
    void aTaskIsPolledByItsExecutorWhenItsWakerIsWoken() {
        Oneshot<String> oneshot = Oneshot.create();
        HandExecutor executor = new HandExecutor();
        TaskWaker task = new TaskWaker(executor, oneshot.receiver());
        task.wake();
        task.wake();
        assertThat(executor.waiting()).isOne();
        executor.runNext();

        oneshot.sender().send("value");
        assertThat(task.value).isNull();
        executor.runNext();

        assertThat(task.value).isEqualTo("value");
    }

    @Test
    void aCallbackIsCalledAtEveryWakeUpAndMayThrow() {
        AtomicInteger calls = new AtomicInteger();
        Waker waker = Waker.calling(() -> {
            calls.incrementAndGet();
            throw new IllegalStateException("thrown by the callback, on purpose");
        });

        assertThatCode(waker::wake).doesNotThrowAnyException();
        assertThatCode(waker::wake).doesNotThrowAnyException();

        assertThat(calls).hasValue(2);
    }

    @Test
    void noopLooksWithoutWaking() {
        Oneshot<String> oneshot = Oneshot.create();
        assertThat(oneshot.receiver().poll(Context.of(Waker.noop())).isReady()).isFalse();
        oneshot.sender().send("value");
        assertThat(oneshot.receiver().poll(Context.of(Waker.noop())).isReady()).isTrue();
    }

    @Test
    void allAreWokenWhateverOneOfThemThrows() {
        CountingWaker before = new CountingWaker();
        CountingWaker behind = new CountingWaker();

        Waker.wakeAll(List.<Waker>of(
                before,
                () -> {
                    throw new AssertionError("a waker that throws");
                },
                behind));

        assertThat(before.wakes()).isOne();
        assertThat(behind.wakes()).isOne();
    }

    @Test
    void aBudgetLetsSoManyProceedAndThenWakesForAnotherPoll() {
        CountingWaker waker = new CountingWaker();
        CountingWaker inner = new CountingWaker();
        PollBudget budget = PollBudget.of(2);
        Context context = Context.of(waker, budget);

        assertThat(context.tryProceed()).isTrue();
        assertThat(context.withWaker(inner).tryProceed()).isTrue();
        assertThat(waker.wakes() + inner.wakes()).isZero();
        assertThat(context.withWaker(inner).tryProceed()).isFalse();
        assertThat(inner.wakes()).isOne();
        assertThat(waker.wakes()).isZero();

        budget.refill();
        assertThat(context.tryProceed()).isTrue();
    }

    @Test
    void withoutABudgetEverythingProceeds() {
        for (int i = 0; i < 1000; i++) {
            assertThat(new CountingWaker().context().tryProceed()).isTrue();
        }
        assertThatThrownBy(() -> PollBudget.of(0)).isExactlyInstanceOf(IllegalArgumentException.class);
    }
}
