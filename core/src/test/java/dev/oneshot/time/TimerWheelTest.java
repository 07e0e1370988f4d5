package dev.oneshot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.Garbage;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wheel whose clock the test moves. */
class TimerWheelTest {

    private static final int MILLION = 1_000_000;

    private final AtomicLong clock = new AtomicLong(-5); // any origin, as of System.nanoTime
    private final AtomicInteger earlier = new AtomicInteger();
    private final TimerWheel wheel = TimerWheel.create(clock::get, earlier::incrementAndGet);
    private final List<String> ran = new ArrayList<>();

    @Test
    void nothingRunsANanosecondTooEarly() {
        for (long delay = 1; delay > 0; delay *= 3) {
            AtomicInteger runs = new AtomicInteger();
            AtomicLong time = new AtomicLong();
            TimerWheel each = TimerWheel.create(time::get, () -> {});
            each.schedule(delay, runs::incrementAndGet);

            time.set(delay - 1);
            each.runDue();
            assertThat(runs).as("%d ns", delay).hasValue(0);
            time.set(delay);
            each.runDue();
            assertThat(runs).as("%d ns", delay).hasValue(1);
        }
    }

    @Test
    void actionsRunInTheOrderOfTheirTimesAndThenOfTheirScheduling() {
        Random random = new Random(42);
        record Entry(long time, int number) {}
        List<Entry> expected = new ArrayList<>();
        List<Entry> actual = new ArrayList<>();
        AtomicInteger number = new AtomicInteger();
        for (int round = 0; round < 2_000; round++) {
            for (int i = random.nextInt(5); i > 0; i--) {
                long delay = random.nextLong(1L << random.nextInt(1, 34));
                Entry entry = new Entry(clock.get() + delay, number.getAndIncrement());
                expected.add(entry);
                Timer.Timeout timeout = wheel.schedule(delay, () -> {
                    assertThat(clock.get()).isGreaterThanOrEqualTo(entry.time());
                    actual.add(entry);
                });
                if (random.nextInt(4) == 0) {
                    timeout.cancel();
                    expected.remove(entry);
                }
            }
            long end = clock.get() + random.nextLong(1L << random.nextInt(1, 34));
            while (wheel.nanosToNext() <= end - clock.get()) {
                clock.addAndGet(wheel.nanosToNext());
                wheel.runDue();
            }
            clock.set(end);
        }
        clock.addAndGet(1L << 35);
        wheel.runDue();

        expected.sort(Comparator.comparingLong(Entry::time).thenComparingInt(Entry::number));
        assertThat(actual).isEqualTo(expected);
        assertThat(wheel.size()).isZero();
        assertThat(wheel.nanosToNext()).isEqualTo(Long.MAX_VALUE);
    }

    /** Where a timer is sought in a wrong slot, the ring that is left never ends. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aTimerIsCalledOffHoweverFarTheTimeHasComeAlsoWhenItWasSetBack() {
        Random random = new Random(11);
        List<Timer.Timeout> standing = new ArrayList<>();
        for (int round = 0; round < 5_000; round++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                Timer.Timeout[] timeout = new Timer.Timeout[1];
                timeout[0] = wheel.schedule(
                        random.nextLong(1L << random.nextInt(1, 40)),
                        () -> assertThat(standing.remove(timeout[0])).isTrue());
                standing.add(timeout[0]);
            }
            if (random.nextInt(4) == 0 && !standing.isEmpty()) {
                standing.remove(random.nextInt(standing.size())).cancel();
            }
            assertThat(wheel.size()).isEqualTo(standing.size());
            long step = random.nextLong(1L << random.nextInt(1, 30));
            clock.addAndGet(random.nextInt(10) == 0 ? -step : step);
            wheel.runDue();
            assertThat(wheel.size()).isEqualTo(standing.size());
        }
        assertThat(standing).hasSizeGreaterThan(10);
        standing.forEach(Timer.Timeout::cancel);
        assertThat(wheel.size()).isZero();
        assertThat(wheel.nanosToNext()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theLongestDelayIsNoOverflow() {
        clock.addAndGet(1_000);
        wheel.schedule(Long.MAX_VALUE, () -> ran.add("never"));
        wheel.schedule(1, () -> ran.add("soon"));
        clock.addAndGet(1);

        assertThat(wheel.runDue()).isOne();
        assertThat(ran).containsExactly("soon");
    }

    @Test
    void theOwnerIsToldOnlyOfWhatComesEarlierThanItExpects() {
        wheel.schedule(1_000_000, () -> {});
        assertThat(earlier).hasValue(1);
        wheel.schedule(2_000_000, () -> {});
        assertThat(earlier).hasValue(1);
        wheel.schedule(10, () -> {});
        assertThat(earlier).hasValue(2);
        assertThat(wheel.nanosToNext()).isEqualTo(10);
    }

    @Test
    void timersThatAreCalledOffInTimeWakeTheOwnerOnceForAll() {
        for (int i = 0; i < 1_000; i++) {
            wheel.schedule(1_000_000, () -> {}).cancel();
            clock.addAndGet(10);
            assertThat(wheel.nanosToNext()).isPositive();
        }
        assertThat(earlier).hasValue(1);
    }

    @Test
    void theOwnerThatLookedInVainIsWokenForTheNextTimer() {
        wheel.schedule(1_000, () -> {}).cancel();
        clock.addAndGet(wheel.nanosToNext());
        assertThat(wheel.runDue()).isZero();
        assertThat(wheel.nanosToNext()).isEqualTo(Long.MAX_VALUE);

        wheel.schedule(1_000_000, () -> {});

        assertThat(earlier).hasValue(2);
    }

    @Test
    void theOwnerIsWokenForATimerBeforeOneThatWasCalledOff() {
        wheel.schedule(1_000, () -> {}).cancel();
        wheel.schedule(10, () -> {});

        assertThat(earlier).hasValue(2);
        assertThat(wheel.nanosToNext()).isEqualTo(10);
    }

    @Test
    void anOwnerThatCouldNotBeWokenIsWokenForTheNextTimer() {
        AtomicInteger woken = new AtomicInteger();
        TimerWheel own = TimerWheel.create(clock::get, () -> {
            if (woken.getAndIncrement() == 0) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertThatThrownBy(() -> own.schedule(10, () -> {})).isInstanceOf(IllegalStateException.class);

        own.schedule(1_000, () -> {});

        assertThat(woken).hasValue(2);
        assertThat(own.size()).isOne();
    }

    @Test
    void anOwnerThatCouldNotBeWokenIsStillToldOfATimerThatCameMeanwhile() {
        TimerWheel[] own = new TimerWheel[1];
        own[0] = TimerWheel.create(clock::get, () -> {
            own[0].schedule(200, () -> {});
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(() -> own[0].schedule(100, () -> {})).isInstanceOf(IllegalStateException.class);

        assertThat(own[0].nanosToNext()).isLessThanOrEqualTo(200);
    }

    @Test
    void theOwnerNeverOversleeps() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            long delay = random.nextLong(1L << random.nextInt(1, 50));
            long due = clock.get() + delay;
            AtomicLong time = new AtomicLong(Long.MIN_VALUE);
            wheel.schedule(delay, () -> time.set(clock.get()));
            int looks = 0;
            while (time.get() == Long.MIN_VALUE) {
                clock.addAndGet(wheel.nanosToNext());
                wheel.runDue();
                looks++;
            }
            assertThat(time).hasValue(due);
            assertThat(looks).isLessThanOrEqualTo(11);
        }
    }

    @Test
    void anActionMayScheduleAndCancelOthers() {
        List<Timer.Timeout> timeouts = new ArrayList<>();
        wheel.schedule(1, () -> {
            ran.add("first");
            timeouts.get(0).cancel();
            wheel.schedule(1, () -> ran.add("later"));
        });
        timeouts.add(wheel.schedule(1, () -> ran.add("cancelled")));
        clock.addAndGet(1);
        wheel.runDue();
        clock.addAndGet(1);
        wheel.runDue();

        assertThat(ran).containsExactly("first", "later");
    }

    @Test
    void anActionThatThrowsDoesNotKeepTheOthersFromRunning() {
        wheel.schedule(1, () -> {
            throw new IllegalStateException("on purpose");
        });
        wheel.schedule(1, () -> ran.add("second"));
        clock.addAndGet(1);

        assertThat(wheel.runDue()).isEqualTo(2);
        assertThat(ran).containsExactly("second");
    }

    @Test
    void aCancelledActionIsForgottenAtOnceThoughItsHandleIsKept() {
        Object payload = new Object();
        WeakReference<Object> reference = new WeakReference<>(payload);
        Timer.Timeout timeout = wheel.schedule(1_000, holding(payload));
        payload = null;

        timeout.cancel();
        timeout.cancel();

        assertThat(wheel.size()).isZero();
        Garbage.isCollected(reference, wheel, timeout);
    }

    @Test
    void anActionThatRanIsForgottenThoughItsHandleIsKept() {
        Object payload = new Object();
        WeakReference<Object> reference = new WeakReference<>(payload);
        Timer.Timeout timeout = wheel.schedule(1_000, holding(payload));
        payload = null;
        clock.addAndGet(1_000);
        wheel.runDue();

        timeout.cancel();

        Garbage.isCollected(reference, wheel, timeout);
    }

    @Test
    void aMillionTimersWaitAndRunInOrder() {
        Random random = new Random(1);
        AtomicInteger runs = new AtomicInteger();
        AtomicLong last = new AtomicLong();
        for (int i = 0; i < MILLION; i++) {
            long due = random.nextLong(60_000_000_000L);
            wheel.schedule(due, () -> {
                assert last.getAndSet(due) <= due;
                runs.incrementAndGet();
            });
        }
        assertThat(wheel.size()).isEqualTo(MILLION);
        clock.addAndGet(60_000_000_000L);

        assertThat(wheel.runDue()).isEqualTo(MILLION);
        assertThat(runs).hasValue(MILLION);
    }

    private static Runnable holding(Object payload) {
        return () -> Objects.requireNonNull(payload);
    }
}
