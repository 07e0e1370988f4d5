package dev.oneshot.benchmarks.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that a run may take. It is dealt out to what is still to be done, so that whatever took longer than planned
 * makes the rest shorter, though never shorter than means anything.
 */
public final class Budget {

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final double WARM_UP_SHARE = 0.15;

    /** What a measurement takes beside its own length: starting the callers, and waiting for the last answers. */
    private static final double MEASURED_SHARE = 0.85;

    private final LongSupplier nanoTime;
    private final long end;
    private final long limit;

    private Budget(LongSupplier nanoTime, long end, long limit) {
        this.nanoTime = nanoTime;
        this.end = end;
        this.limit = limit;
    }

    /** A budget that begins now. */
    public static Budget of(Duration duration) {
        return of(duration, System::nanoTime);
    }

    static Budget of(Duration duration, LongSupplier nanoTime) {
        long end = nanoTime.getAsLong() + duration.toNanos();
        return new Budget(nanoTime, end, end + duration.toNanos() / 2);
    }

    /** A part of what is left, which begins now: one of so many equal ones. It is overdrawn at the latest when the whole is. */
    public Budget share(int parts) {
        long nanos = left() / Math.max(1, parts);
        long shareEnd = nanoTime.getAsLong() + nanos;
        long shareLimit = shareEnd + nanos / 2;
        return new Budget(nanoTime, shareEnd, shareLimit - limit < 0 ? shareLimit : limit);
    }

    /** The same budget, begun so much later. */
    Budget laterBy(Duration duration) {
        return new Budget(nanoTime, end + duration.toNanos(), limit + duration.toNanos());
    }

    /**
     * How long each of so many measurements may be.
     *
     * @param measurements how many; one that may be longer than the others counts as several
     */
    public Duration lengthOf(double measurements) {
        Duration length = Duration.ofNanos((long) (left() * MEASURED_SHARE / Math.max(1, measurements)));
        return length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
    }

    /** How long each of so many contestants may be warmed up: a second, unless that would use up too much. */
    Duration warmUpOf(int contestants) {
        Duration length = Duration.ofNanos((long) (left() * WARM_UP_SHARE / Math.max(1, contestants)));
        return length.compareTo(WARM_UP) < 0 ? length : WARM_UP;
    }

    /** Whether so much more than the budget was used that the rest has to be left out. */
    public boolean isOverdrawn() {
        return nanoTime.getAsLong() - limit > 0;
    }

    private long left() {
        return Math.max(0, end - nanoTime.getAsLong());
    }
}
