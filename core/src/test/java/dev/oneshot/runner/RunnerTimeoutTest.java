package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.testing.Bounded;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** blockOn with a time-out closes what it waited for, throws, and loses no value. */
class RunnerTimeoutTest {

    private final Runner runner = Runner.create();
    private final Oneshot<String> oneshot = Oneshot.create();

    static Stream<Duration> shortest() {
        return Stream.of(
                Duration.ofNanos(1),
                Duration.ofMillis(5),
                Duration.ZERO,
                Duration.ofMillis(-1),
                Duration.ofSeconds(Long.MIN_VALUE));
    }

    static Stream<Duration> longest() {
        return Stream.of(
                Duration.ofDays(1), Duration.ofNanos(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @ParameterizedTest
    @MethodSource("shortest")
    void timedOutThenTheFutureIsClosed(Duration timeout) {
        assertThatThrownBy(() -> runner.blockOn(oneshot.receiver(), timeout))
                .isExactlyInstanceOf(BlockOnTimeoutException.class)
                .hasMessageContaining(" ms waiting for " + oneshot.receiver());

        assertThat(oneshot.sender().isClosed()).isTrue();
        assertThat(oneshot.sender().send("too late")).isFalse();
        assertThat(runner.counter().polls()).isOne();
    }

    @Test
    void theMessageNamesTheTimeAndTheFuture() {
        assertThatThrownBy(() -> runner.blockOn(oneshot.receiver(), Duration.ofMillis(5)))
                .hasMessage("blockOn timed out after 5 ms waiting for " + oneshot.receiver() + ", and closed it");
    }

    @ParameterizedTest
    @MethodSource("shortest")
    void readyAtTheFirstPollIsNeverTimedOut(Duration timeout) {
        assertThat(runner.blockOn(Futures.ready("value"), timeout)).isEqualTo("value");
    }

    @ParameterizedTest
    @MethodSource("longest")
    void sentBeforeALongTimeoutIsReceived(Duration timeout) throws Throwable {
        Bounded.Running<String> waiting = Bounded.start(() -> runner.blockOn(oneshot.receiver(), timeout));
        Bounded.untilParked(waiting.thread());

        oneshot.sender().send("value");

        assertThat(waiting.get()).isEqualTo("value");
    }

    @Test
    void sentBetweenTheTimeoutAndTheCloseIsStillReceivable() {
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

        assertThatThrownBy(() -> runner.blockOn(sentAtTheLastMoment, Duration.ZERO))
                .isExactlyInstanceOf(BlockOnTimeoutException.class);

        assertThat(oneshot.receiver().tryReceive()).isEqualTo(Poll.ready("value"));
    }

    @Test
    void sentBeforeTheTimeoutIsNoticedIsReturned() {
        int[] polls = {0};
        Future<String> sentDuringTheFirstPoll = context -> {
            Poll<String> poll = oneshot.receiver().poll(context);
            if (polls[0]++ == 0) {
                oneshot.sender().send("value");
            }
            return poll;
        };

        assertThat(runner.blockOn(sentDuringTheFirstPoll, Duration.ZERO)).isEqualTo("value");
    }

    @Test
    void aFutureThatKeepsWakingItselfCannotPutOffTheTimeout() {
        Future<String> busy = context -> {
            if (runner.counter().polls() > 100) {
                throw new AssertionError("polled long after the time-out");
            }
            context.waker().wake();
            return Poll.pending();
        };

        assertThatThrownBy(() -> runner.blockOn(busy, Duration.ZERO))
                .isExactlyInstanceOf(BlockOnTimeoutException.class);
        assertThat(runner.counter().polls()).isEqualTo(2);
    }

    @Test
    void noTimeoutIsRefusedAtTheCall() {
        assertThatThrownBy(() -> runner.blockOn(oneshot.receiver(), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
    }
}
