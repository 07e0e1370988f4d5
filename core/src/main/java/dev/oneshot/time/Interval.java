package dev.oneshot.time;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import org.jspecify.annotations.Nullable;

/**
 * Beats at fixed times: one period after its first poll, two periods after it, and so on.
 *
 * <p>Beats that nobody waited for are not made up for one by one. The next {@link #tick} is ready at once and brings how
 * many periods have passed since the one before, as reading a Linux {@code timerfd} does; those after it keep to the
 * fixed times. So a loop that ignores the number skips what it missed, and one that needs every beat counts it.
 *
 * <p>For one driver, which awaits one tick at a time.
 */
public final class Interval {

    private final Timer timer;
    private final long periodNanos;
    private long lastBeat;
    private boolean begun;

    Interval(Timer timer, long periodNanos) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("the period must be more than zero, but is " + periodNanos + " ns");
        }
        this.timer = timer;
        this.periodNanos = periodNanos;
    }

    /**
     * Waits for the next beat. Closing the future leaves the beat to the next one.
     *
     * @return a future of how many periods have passed since the tick before; 1 if none was missed
     */
    public Future<Long> tick() {
        return new Tick();
    }

    private final class Tick implements Future<Long> {

        private @Nullable Future<@Nullable Void> sleep;

        @Override
        public Poll<Long> poll(Context context) {
            if (sleep == null) {
                long now = timer.nanoTime();
                if (!begun) {
                    begun = true;
                    lastBeat = now;
                }
                sleep = new Sleep(timer, lastBeat + periodNanos - now);
            }
            if (!sleep.poll(context).isReady()) {
                return Poll.pending();
            }
            long passed = (timer.nanoTime() - lastBeat) / periodNanos;
            lastBeat += passed * periodNanos;
            return Poll.ready(passed);
        }

        @Override
        public void close() {
            if (sleep != null) {
                sleep.close();
            }
        }
    }
}
