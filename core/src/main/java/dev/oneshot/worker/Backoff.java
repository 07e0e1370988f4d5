package dev.oneshot.worker;

import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts to connect: each twice the one before up to a bound, less up to half of it by chance, so
 * that many workers that lost the same server do not come back in step.
 */
final class Backoff {

    private final long maxNanos;
    private final DoubleSupplier random;
    private long nextNanos;

    Backoff(long minNanos, long maxNanos, DoubleSupplier random) {
        this.nextNanos = minNanos;
        this.maxNanos = maxNanos;
        this.random = random;
    }

    long nextPauseNanos() {
        long pause = nextNanos;
        nextNanos = pause > maxNanos / 2 ? maxNanos : pause * 2;
        return pause - (long) (pause / 2 * random.getAsDouble());
    }
}
