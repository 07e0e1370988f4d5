package dev.oneshot.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations at the border, nanoseconds inside. */
final class Durations {

    private Durations() {}

    /** Saturates at about 292 years, where {@link Duration#toNanos} throws. */
    static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    static String text(Duration duration) {
        return TimeUnit.MILLISECONDS.convert(duration) + " ms";
    }
}
