package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.testing.Bounded;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interrupt ends blockOn: the flag stays set, the future is closed, and no value is lost. */
class RunnerInterruptTest {

    private final Runner runner = Runner.create();
    private final Oneshot<String> oneshot = Oneshot.create();

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    record Outcome(Throwable thrown, boolean flag) {}

    @Test
    void interruptedWhileItWaits() throws Throwable {
        Bounded.Running<Outcome> waiting = Bounded.start(() -> new Outcome(
                catchThrowable(() -> runner.blockOn(oneshot.receiver())),
                Thread.currentThread().isInterrupted()));
        Bounded.untilParked(waiting.thread());

        waiting.thread().interrupt();

        assertThat(waiting.get().thrown()).isExactlyInstanceOf(BlockOnInterruptedException.class);
        assertThat(waiting.get().flag()).as("interrupt flag").isTrue();
        assertThat(oneshot.sender().isClosed()).isTrue();
    }

    @Test
    void interruptedWhileItWaitsWithATimeout() throws Throwable {
        Bounded.Running<String> waiting = Bounded.start(() -> runner.blockOn(oneshot.receiver(), Duration.ofDays(1)));
        Bounded.untilParked(waiting.thread());

        waiting.thread().interrupt();

        assertThatThrownBy(waiting::get).isExactlyInstanceOf(BlockOnInterruptedException.class);
        assertThat(oneshot.sender().isClosed()).isTrue();
    }

    @Test
    void interruptedBeforeAndReadyReturnsTheValue() {
        Thread.currentThread().interrupt();

        assertThat(runner.blockOn(Futures.ready("value"))).isEqualTo("value");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void interruptedBeforeAndPendingThrowsWithoutParking() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner.blockOn(oneshot.receiver()))
                .isExactlyInstanceOf(BlockOnInterruptedException.class)
                .hasMessageContaining("'" + Thread.currentThread().getName() + "'")
                .hasMessageContaining(oneshot.receiver().toString());
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(oneshot.sender().isClosed()).isTrue();
    }

    @Test
    void sentAndInterruptedReturnsTheValue() {
        int[] polls = {0};
        Future<String> sentDuringTheFirstPoll = context -> {
            Poll<String> poll = oneshot.receiver().poll(context);
            if (polls[0]++ == 0) {
                oneshot.sender().send("value");
                Thread.currentThread().interrupt();
            }
            return poll;
        };

        assertThat(runner.blockOn(sentDuringTheFirstPoll)).isEqualTo("value");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void sentBetweenTheInterruptAndTheCloseIsStillReceivable() {
        Future<String> sentAtTheLastMoment = new Future<>() {
            @Override
            public Poll<String> poll(Context context) {
                return oneshot.receiver().poll(context);
            }

            @Override
            public void close() {
                assertThat(oneshot.sender().send("value")).isTrue();
                oneshot.receiver().close();
            }
        };
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner.blockOn(sentAtTheLastMoment))
                .isExactlyInstanceOf(BlockOnInterruptedException.class);

        assertThat(oneshot.receiver().tryReceive()).isEqualTo(Poll.ready("value"));
    }

    @Test
    void aFutureThatKeepsWakingItselfCannotPutOffTheInterrupt() {
        Future<String> busy = context -> {
            if (runner.counter().polls() > 100) {
                throw new AssertionError("polled long after the interrupt");
            }
            context.waker().wake();
            return Poll.pending();
        };
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner.blockOn(busy)).isExactlyInstanceOf(BlockOnInterruptedException.class);
    }
}
