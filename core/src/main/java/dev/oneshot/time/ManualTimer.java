package dev.oneshot.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A timer whose clock stands still until it is moved by hand: for tests, which then need neither sleep nor luck.
 *
 * <p>It is part of the library so that the tests of applications can use it, too. {@link #advance} runs the actions that
 * fall due on the way, on the calling thread, each with the clock at exactly its time. Any thread may schedule; one moves
 * the clock.
 */
public final class ManualTimer implements Timer {

    /** Begins short of where the numbers turn negative, as the system's clock may. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final TimerWheel wheel = TimerWheel.create(clock::get, () -> {});

    private ManualTimer() {}

    /**
     * A timer whose clock stands still.
     *
     * @return the timer
     */
    public static ManualTimer create() {
        return new ManualTimer();
    }

    @Override
    public long nanoTime() {
        return clock.get();
    }

    /** Schedules; an action without delay runs at the next {@link #advance}, even by zero. */
    @Override
    public Timeout schedule(long delayNanos, Runnable action) {
        return wheel.schedule(delayNanos, action);
    }

    /**
     * Moves the clock, and runs what falls due on the way.
     *
     * @param duration how far, zero or more
     * @return how many actions ran
     */
    public int advance(Duration duration) {
        long nanos = Durations.nanos(duration);
        if (nanos < 0) {
            throw new IllegalArgumentException("a clock goes forward, not by " + nanos + " ns");
        }
        long end = clock.get() + nanos;
        int ran = wheel.runDue();
        while (wheel.nanosToNext() <= end - clock.get()) {
            clock.addAndGet(wheel.nanosToNext());
            ran += wheel.runDue();
        }
        clock.set(end);
        return ran;
    }

    /**
     * How many actions wait for their time: zero at the end of a test that leaves nothing behind.
     *
     * @return those that have neither run nor been cancelled
     */
    public int waiting() {
        return wheel.size();
    }
}
