package dev.oneshot.worker;

import java.util.function.DoubleSupplier;

/**
 * The pauses before attempts to connect: none before the first, then each twice the one before up to a bound, less up
 * to half of it by chance, so that many workers that lost the same server do not come back in step.
 *
 * <p>Opening a connection does not end the row, only {@link #reset} does: a server that accepts connections and then
 * fails them is not to be asked without a pause.
 */
final class Backoff {

    private final long minNanos;
    private final long maxNanos;
    private final DoubleSupplier random;
    private long nextNanos;

    Backoff(long minNanos, long maxNanos, DoubleSupplier random) {
        this.minNanos = minNanos;
        this.maxNanos = maxNanos;
        this.random = random;
    }

    /** The pause before the attempt that comes next. */
    long nextPauseNanos() {
        long pause = nextNanos;
        if (pause == 0) {
            nextNanos = minNanos;
        } else {
            nextNanos = pause > maxNanos / 2 ? maxNanos : pause * 2;
        }
        return pause - (long) (pause / 2 * random.getAsDouble());
    }

    /** The connection has worked: the next attempt, whenever it comes, is a first one. */
    void reset() {
        nextNanos = 0;
    }
}
