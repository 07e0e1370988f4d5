package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.PollCounter;
import dev.oneshot.testing.Bounded;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** blockOn parks while the future is pending, and polls once for each wake-up. */
class RunnerTest {

    private final Runner runner = Runner.create();
    private final Oneshot<String> oneshot = Oneshot.create();

    @Test
    void readyAtOnceIsPolledOnceAndNeverParks() {
        assertThat(runner.blockOn(Futures.ready("value"))).isEqualTo("value");

        assertCounts(1, 0, 1, 0);
    }

    @Test
    void pendingThenSentIsPolledTwice() throws Throwable {
        Bounded.Running<String> waiting = Bounded.start(() -> runner.blockOn(oneshot.receiver()));
        Bounded.untilParked(waiting.thread());
        assertCounts(1, 1, 0, 0);

        oneshot.sender().send("value");

        assertThat(waiting.get()).isEqualTo("value");
        assertCounts(2, 1, 1, 1);
    }

    @Test
    void nullIsAValue() {
        assertThat(runner.<String>blockOn(Futures.ready(null))).isNull();
    }

    @Test
    void aFailureIsThrownAsItself() {
        IllegalArgumentException failure = new IllegalArgumentException("bad");
        oneshot.sender().fail(failure);

        assertThatThrownBy(() -> runner.blockOn(oneshot.receiver())).isSameAs(failure);
        assertCounts(1, 0, 1, 0);
    }

    @Test
    void aCheckedFailureIsTheCause() {
        IOException failure = new IOException("bad");
        oneshot.sender().fail(failure);

        assertThatThrownBy(() -> runner.blockOn(oneshot.receiver()))
                .isExactlyInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(failure);
    }

    @Test
    void anUnparkByAStrangerCausesNoPoll() throws Throwable {
        Future<String> unparksItsOwnThread = context -> {
            LockSupport.unpark(Thread.currentThread());
            return oneshot.receiver().poll(context);
        };
        Bounded.Running<String> waiting = Bounded.start(() -> runner.blockOn(unparksItsOwnThread));
        Bounded.untilParked(waiting.thread());
        for (int unpark = 0; unpark < 1_000; unpark++) {
            LockSupport.unpark(waiting.thread());
            Thread.yield();
        }
        Bounded.untilParked(waiting.thread());

        oneshot.sender().send("value");

        assertThat(waiting.get()).isEqualTo("value");
        assertThat(runner.counter().polls()).isEqualTo(2);
    }

    @Test
    void aPermitEatenByTheFuturesOwnPollLosesNoWakeUp() throws Throwable {
        int[] polls = {0};
        Future<String> parksItself = context -> {
            if (++polls[0] > 1) {
                return Poll.ready("value");
            }
            context.waker().wake();
            LockSupport.park(this); // returns at once: the wake-up granted the permit, which is now gone
            return Poll.pending();
        };

        assertThat(Bounded.start(() -> runner.blockOn(parksItself)).get()).isEqualTo("value");
        assertCounts(2, 1, 1, 1);
    }

    @Test
    void wokenManyTimesDuringAPollIsPolledOnceMore() {
        int[] polls = {0};
        Future<String> wakes = context -> {
            context.waker().wake();
            context.waker().wake();
            context.waker().wake();
            return ++polls[0] == 1 ? Poll.pending() : Poll.ready("value");
        };

        assertThat(runner.blockOn(wakes)).isEqualTo("value");
        assertCounts(2, 1, 1, 6);
    }

    @Test
    void aLateWakeUpOfAnEndedCallDoesNotReachTheNext() throws Throwable {
        Context[] ended = new Context[1];
        Bounded.Running<String> waiting = Bounded.start(() -> {
            runner.blockOn((Future<String>) context -> {
                ended[0] = context;
                return Poll.ready("first");
            });
            return runner.blockOn(oneshot.receiver());
        });
        Bounded.untilParked(waiting.thread());

        ended[0].waker().wake();
        Bounded.untilParked(waiting.thread());
        oneshot.sender().send("second");

        assertThat(waiting.get()).isEqualTo("second");
        assertThat(runner.counter().polls()).isEqualTo(3);
    }

    @Test
    void nestedTwoHundredDeepWithEveryOuterWakeUpEatenByAnInnerPark() throws Throwable {
        Bounded.Running<Integer> waiting = Bounded.start(() -> runner.blockOn(nested(200)));
        Bounded.untilParked(waiting.thread());

        oneshot.sender().send("value");

        assertThat(waiting.get()).isEqualTo(200);
    }

    private Future<Integer> nested(int depth) {
        if (depth == 0) {
            return context -> oneshot.receiver().poll(context).isReady() ? Poll.ready(0) : Poll.pending();
        }
        Integer[] inner = new Integer[1];
        return context -> {
            if (inner[0] != null) {
                return Poll.ready(inner[0] + 1);
            }
            context.waker().wake();
            inner[0] = runner.blockOn(nested(depth - 1));
            return Poll.pending();
        };
    }

    @Test
    void theContextSaysThatTheThreadBlocks() {
        assertThat(runner.blockOn((Future<Boolean>) context -> Poll.ready(context.isBlocking())))
                .isTrue();
    }

    @Test
    void aGuardRefusesBeforeTheFirstPoll() {
        PollCounter counter = new PollCounter();
        Runner guarded = Runner.create(counter, () -> {
            throw new IllegalStateException("not on the event loop: return the receiver instead");
        });

        assertThatThrownBy(() -> guarded.blockOn(oneshot.receiver()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("return the receiver instead");
        assertThatThrownBy(guarded::checkMayBlock).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(counter.polls()).isZero();
        assertThat(oneshot.sender().isClosed()).isFalse();
    }

    @Test
    void noFutureIsRefusedUncounted() {
        assertThatThrownBy(() -> runner.blockOn(null)).isInstanceOf(NullPointerException.class);
        assertCounts(0, 0, 0, 0);
    }

    private void assertCounts(long polls, long pendings, long completions, long wakes) {
        PollCounter counter = runner.counter();
        assertThat(new long[] {counter.polls(), counter.pendings(), counter.completions(), counter.wakes()})
                .as("polls, pendings, completions, wakes")
                .containsExactly(polls, pendings, completions, wakes);
    }
}
