package dev.oneshot.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads the durations that callers give: checks them, and turns them into nanoseconds or into text. */
final class Durations {

    /** Longer than any process lives; in nanoseconds it is {@link Long#MAX_VALUE}. */
    static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private Durations() {}

    static Duration positive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, but is " + duration);
        }
        return duration;
    }

    static Duration notNegative(Duration duration, String what) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but is " + duration);
        }
        return duration;
    }

    /** At most {@link Long#MAX_VALUE}, which stands for a time that never comes. */
    static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    /** As a person reads it: {@code 250 µs}, {@code 12 ms}, {@code 1.2 s}. */
    static String text(long nanos) {
        if (nanos < 1_000_000) {
            return nanos / 1_000 + " µs";
        }
        if (nanos < 1_000_000_000) {
            return nanos / 1_000_000 + " ms";
        }
        long tenths = nanos / 100_000_000;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
