package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import dev.oneshot.testing.PendingFutureContract;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The handle of a task: its outcome, cancelling and detaching. */
class TaskTest {

    private final LocalExecutor executor = LocalExecutor.create();
    private final CountingWaker waker = new CountingWaker();
    private final List<String> events = new ArrayList<>();
    private final List<Task<?>> handles = new ArrayList<>();

    @Nested
    class TaskKeepsTheContract extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            Task<String> task = executor.spawn(oneshot.receiver());
            executor.runUntilStalled();
            return new Subject(task, () -> {
                oneshot.sender().send("value");
                executor.runUntilStalled();
            });
        }
    }

    @Test
    void cancelClosesTheFutureAtItsNextTurnAndThenTheHandleFails() {
        Oneshot<String> oneshot = Oneshot.create();
        Task<String> task = executor.spawn("cart", oneshot.receiver());
        executor.runUntilStalled();
        task.poll(waker.context());

        task.cancel();
        assertThat(oneshot.sender().isClosed()).isFalse();
        executor.runUntilStalled();

        assertThat(oneshot.sender().isClosed()).isTrue();
        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> task.poll(waker.context()))
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessage("task 'cart' was cancelled");
    }

    @Test
    void aTaskCancelledBeforeItsFirstTurnIsNeverPolled() {
        Task<String> task = executor.spawn(traced("never", Futures.ready("value")));
        task.close();
        executor.runUntilStalled();

        assertThat(events).isEmpty();
        assertThat(executor.metrics().live()).isZero();
    }

    @Test
    void aTaskThatEndsInThePollThatCancelsItKeepsItsOutcome() {
        Task<?>[] self = new Task<?>[1];
        self[0] = executor.spawn(cx -> {
            self[0].cancel();
            return Poll.ready("value");
        });
        executor.runUntilStalled();

        assertThat(self[0].poll(waker.context()).get()).isEqualTo("value");
    }

    @Test
    void aDetachedTaskGoesOnWhenItsHandleIsClosed() {
        Task<Void> task = executor.spawn(traced("detached", Futures.yieldNow()));
        task.detach();
        task.close();
        executor.runUntilStalled();

        assertThat(events).containsExactly("detached", "detached");
        assertThatThrownBy(() -> task.poll(waker.context())).hasMessageContaining("after it was detached");
    }

    @Test
    void aDetachedTaskKeepsNoOutcome() {
        WeakReference<Object> early = detachedOutcome(true);
        WeakReference<Object> late = detachedOutcome(false);

        Garbage.isCollected(early, executor);
        Garbage.isCollected(late, executor);
    }

    private <T> Future<T> traced(String name, Future<T> future) {
        return cx -> {
            events.add(name);
            return future.poll(cx);
        };
    }

    private WeakReference<Object> detachedOutcome(boolean before) {
        Object outcome = new Object();
        Task<Object> task = executor.spawn(Futures.ready(outcome));
        if (before) {
            task.detach();
        }
        executor.runUntilStalled();
        if (!before) {
            task.detach();
        }
        handles.add(task);
        return new WeakReference<>(outcome);
    }
}
