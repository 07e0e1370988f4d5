package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Wake-ups by the executor's own thread and by others, which come to a task by different ways, in every order. */
class TaskWakesTest {

    private final AtomicLong clock = new AtomicLong();
    private final LocalExecutor executor =
            LocalExecutor.builder().clock(clock::get).build();
    private @Nullable Runnable duringPoll;
    private Waker waker = Waker.noop();
    private int polls;
    private final Task<Integer> task = executor.spawn(pending());

    TaskWakesTest() {
        executor.runUntilStalled();
    }

    @Test
    void ownWakeThenForeignWakeBeforeTheTurnIsOneTurn() {
        waker.wake();
        elsewhere(waker::wake);

        assertThat(pollsOfOneRun()).isEqualTo(1);
    }

    @Test
    void foreignWakeThenOwnWakeBeforeTheTurnIsOneTurn() {
        elsewhere(waker::wake);
        waker.wake();

        assertThat(pollsOfOneRun()).isEqualTo(1);
    }

    @Test
    void twoForeignWakesBeforeTheTurnAreOneTurn() {
        elsewhere(waker::wake);
        elsewhere(waker::wake);
        assertThat(executor.metrics().queued()).isOne();

        assertThat(pollsOfOneRun()).isEqualTo(1);
        assertThat(executor.metrics().wakes()).isEqualTo(2);
    }

    @Test
    void foreignWakeDuringThePollIsAnotherTurn() {
        duringPoll = () -> elsewhere(waker::wake);
        waker.wake();

        assertThat(pollsOfOneRun()).isEqualTo(2);
    }

    @Test
    void ownAndForeignWakeDuringThePollAreOneMoreTurn() {
        duringPoll = () -> {
            waker.wake();
            elsewhere(waker::wake);
        };
        waker.wake();

        assertThat(pollsOfOneRun()).isEqualTo(2);
    }

    /** The spawn within the poll makes the executor take in what was handed over, while the task is being polled. */
    @Test
    void foreignWakeThatIsTakenInDuringThePollIsAnotherTurn() {
        duringPoll = () -> {
            elsewhere(waker::wake);
            executor.spawn(context -> Poll.ready(1));
        };
        waker.wake();

        assertThat(pollsOfOneRun()).isEqualTo(2);
    }

    @Test
    void foreignWakeAfterEachTurnIsATurnEach() {
        for (int i = 0; i < 3; i++) {
            elsewhere(waker::wake);
            assertThat(pollsOfOneRun()).isEqualTo(1);
        }
    }

    @Test
    void foreignWakeDuringTheLastPollLeavesNothing() {
        LocalExecutor other = LocalExecutor.create();
        Task<Integer> last = other.spawn(context -> {
            elsewhere(context.waker()::wake);
            return Poll.ready(1);
        });

        assertThat(other.run(last)).isEqualTo(1);
        other.runUntilStalled();

        assertThat(other.metrics().queued()).isZero();
        assertThat(other.metrics().polls()).isEqualTo(2);
    }

    @Test
    void foreignCancelOfAQueuedTaskIsSeenAtItsTurn() {
        waker.wake();
        elsewhere(task::cancel);

        assertThat(pollsOfOneRun()).isZero();
        assertThatThrownBy(() -> task.poll(new CountingWaker().context()))
                .isExactlyInstanceOf(CancellationException.class);
    }

    @Test
    void theWaitOfAForeignWakeBeginsWithTheWakeThoughItIsTakenInLater() {
        clock.addAndGet(100);
        elsewhere(waker::wake);
        clock.addAndGet(7);
        elsewhere(waker::wake);
        clock.addAndGet(5);
        executor.runUntilStalled();

        assertThat(executor.metrics().wakeToPollMax()).isEqualTo(Duration.ofNanos(12));
    }

    @Test
    void closeEndsATaskThatStandsInTheQueueAndWasHandedOver() {
        waker.wake();
        elsewhere(waker::wake);

        executor.close();
        elsewhere(waker::wake);

        assertThat(task.isEnded()).isTrue();
        assertThat(executor.metrics().queued()).isZero();
        assertThat(executor.metrics().live()).isZero();
    }

    private int pollsOfOneRun() {
        polls = 0;
        executor.runUntilStalled();
        assertThat(executor.metrics().queued()).isZero();
        return polls;
    }

    private Future<Integer> pending() {
        return context -> {
            polls++;
            waker = context.waker();
            Runnable now = duringPoll;
            duringPoll = null;
            if (now != null) {
                now.run();
            }
            return Poll.pending();
        };
    }

    private static void elsewhere(Runnable action) {
        Bounded.Running<Void> running = Bounded.start(() -> {
            action.run();
            return null;
        });
        try {
            running.get();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
