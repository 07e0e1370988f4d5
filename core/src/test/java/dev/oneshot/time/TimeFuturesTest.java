package dev.oneshot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.OneshotFactory;
import dev.oneshot.PollBudget;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.FutureContract;
import dev.oneshot.testing.PendingFutureContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sleep, timeout and interval, by a clock that the test moves. */
class TimeFuturesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualTimer timer = ManualTimer.create();
    private final CountingWaker waker = new CountingWaker();
    private final Context context = waker.context();

    @Nested
    class SleepKeepsTheContract extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Future<?> sleep = timer.sleep(SECOND);
            sleep.poll(new CountingWaker().context()); // the time begins here
            return new Subject(sleep, () -> timer.advance(SECOND)).released(() -> timer.waiting() == 0);
        }
    }

    @Nested
    class SleepOfNothingKeepsTheContract extends FutureContract {

        @Override
        protected Future<?> ready() {
            return timer.sleep(Duration.ofSeconds(-1));
        }
    }

    @Nested
    class TimeoutKeepsTheContract extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    timer.timeout(oneshot.receiver(), SECOND),
                    () -> oneshot.sender().send("value"));
        }
    }

    @Nested
    class TickKeepsTheContract extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Interval interval = timer.interval(SECOND);
            interval.tick().poll(new CountingWaker().context());
            // The tick above was left pending, and waits on.
            return new Subject(interval.tick(), () -> timer.advance(SECOND)).released(() -> timer.waiting() == 1);
        }
    }

    @Test
    void beginsAtItsFirstPollAndIsReadyAtItsTime() {
        Future<Void> sleep = timer.sleep(SECOND);
        timer.advance(SECOND);
        assertThat(timer.waiting()).isZero();

        assertThat(sleep.poll(context).isReady()).isFalse();
        timer.advance(SECOND.minus(NANO));
        assertThat(waker.wakes()).isZero();
        assertThat(sleep.poll(context).isReady()).isFalse();
        timer.advance(NANO);

        assertThat(waker.wakes()).isOne();
        assertThat(sleep.poll(context).isReady()).isTrue();
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void wakesOnlyTheLatestWaker() {
        Future<Void> sleep = timer.sleep(SECOND);
        sleep.poll(new CountingWaker().context());
        sleep.poll(context);

        timer.advance(SECOND);

        assertThat(waker.wakes()).isOne();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void closeCancelsTheTimer() {
        Future<Void> sleep = timer.sleep(SECOND);
        sleep.poll(context);

        sleep.close();

        assertThat(timer.waiting()).isZero();
        timer.advance(SECOND);
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void aSleepThatIsOverTakesFromThePollBudget() {
        PollBudget budget = PollBudget.of(1);
        Context bounded = Context.of(waker, budget);
        assertThat(timer.sleep(Duration.ZERO).poll(bounded).isReady()).isTrue();
        Future<Void> second = timer.sleep(Duration.ZERO);

        assertThat(second.poll(bounded).isReady()).isFalse();
        assertThat(waker.wakes()).isOne();
        budget.refill();
        assertThat(second.poll(bounded).isReady()).isTrue();
    }

    @Test
    void aReadyValueWinsHoweverLateThePoll() {
        Oneshot<String> oneshot = Oneshot.create();
        Future<String> limited = timer.timeout(oneshot.receiver(), SECOND);
        limited.poll(context);
        timer.advance(SECOND.multipliedBy(2));
        oneshot.sender().send("late, but there");

        assertThat(limited.poll(context).get()).isEqualTo("late, but there");
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aReadyFutureNeedsNoTimerEvenWithoutAnyTime() {
        assertThat(timer.timeout(Futures.ready(1), Duration.ZERO).poll(context).get())
                .isEqualTo(1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void theValueCancelsTheTimer() {
        Oneshot<String> oneshot = Oneshot.create();
        Future<String> limited = timer.timeout(oneshot.receiver(), SECOND);
        limited.poll(context);
        assertThat(timer.waiting()).isOne();
        oneshot.sender().send("value");

        limited.poll(context);

        assertThat(timer.waiting()).isZero();
    }

    @Test
    void afterItsTimeAFutureIsClosedAndTheFailureNamesIt() {
        Oneshot<String> oneshot = new OneshotFactory().create("cart");
        Future<String> limited = timer.timeout(oneshot.receiver(), SECOND);
        limited.poll(context);

        timer.advance(SECOND);

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> limited.poll(context))
                .isExactlyInstanceOf(FutureTimeoutException.class)
                .hasMessage("timed out after 1000 ms waiting for oneshot 'cart', and closed it");
        assertThat(oneshot.sender().isClosed()).isTrue();
    }

    @Test
    void anIntervalBeatsAtFixedTimes() {
        Interval interval = timer.interval(SECOND);
        for (int beat = 0; beat < 3; beat++) {
            Future<Long> tick = interval.tick();
            assertThat(tick.poll(context).isReady()).isFalse();
            timer.advance(SECOND);
            assertThat(tick.poll(context).get()).isEqualTo(1);
            timer.advance(Duration.ZERO);
        }
    }

    @Test
    void missedBeatsAreToldByTheNextTickAndTheGridIsKept() {
        Interval interval = timer.interval(SECOND);
        Future<Long> first = interval.tick();
        first.poll(context);
        timer.advance(Duration.ofMillis(3_700));

        assertThat(first.poll(context).get()).isEqualTo(3);
        Future<Long> next = interval.tick();
        assertThat(next.poll(context).isReady()).isFalse();
        timer.advance(Duration.ofMillis(299));
        assertThat(next.poll(context).isReady()).isFalse();
        timer.advance(Duration.ofMillis(1));
        assertThat(next.poll(context).get()).isEqualTo(1);
    }

    @Test
    void aTickThatIsClosedLeavesItsBeatToTheNext() {
        Interval interval = timer.interval(SECOND);
        Future<Long> closed = interval.tick();
        closed.poll(context);
        closed.close();
        assertThat(timer.waiting()).isZero();
        timer.advance(SECOND);

        assertThat(interval.tick().poll(context).get()).isEqualTo(1);
    }

    @Test
    void aPeriodMustBeMoreThanZero() {
        assertThatThrownBy(() -> timer.interval(Duration.ZERO)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timer.advance(Duration.ofNanos(-1)))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void advanceStopsTheClockAtEachActionsTime() {
        long origin = timer.nanoTime();
        List<Long> times = new ArrayList<>();
        timer.schedule(3_000, () -> times.add(timer.nanoTime() - origin));
        timer.schedule(1_000, () -> timer.schedule(1_000, () -> times.add(timer.nanoTime() - origin)));

        assertThat(timer.advance(Duration.ofNanos(10_000))).isEqualTo(3);

        assertThat(times).containsExactly(2_000L, 3_000L);
        assertThat(timer.nanoTime() - origin).isEqualTo(10_000);
    }
}
