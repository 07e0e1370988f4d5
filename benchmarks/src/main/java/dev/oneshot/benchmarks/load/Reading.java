package dev.oneshot.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the callers of one contestant saw in one round.
 *
 * @param perSecond answers that came in time, per second
 * @param medianMicros half of the answers took at most so long
 * @param p99Micros all but one of a hundred took at most so long
 * @param maxMicros the longest wait of all
 * @param fairness Jain's index over the callers
 * @param bytesPerCall what was allocated for each answer; {@code NaN} if that is not known
 * @param failures how many calls the database refused because others were in the way; their waits are among the waits
 */
public record Reading(
        double perSecond,
        double medianMicros,
        double p99Micros,
        double maxMicros,
        double fairness,
        double bytesPerCall,
        long failures) {

    private static final double MICRO = 1000;
    private static final double SECOND = 1e9;

    static Reading of(List<Caller> callers, Duration length, long allocatedByOthers) {
        Latencies latencies = new Latencies();
        long allocated = allocatedByOthers;
        for (Caller caller : callers) {
            latencies.add(caller.latencies);
            allocated += caller.allocated;
        }
        long[] shares = callers.stream().mapToLong(caller -> caller.answered).toArray();
        long failures = callers.stream().mapToLong(caller -> caller.failures).sum();
        return of(latencies, shares, length, (double) allocated / Math.max(1, latencies.total()), failures);
    }

    /**
     * What some callers saw together.
     *
     * @param latencies of all of them
     * @param shares how many answers each got in time
     * @param length how long they were asking
     * @param bytesPerCall what was allocated for each answer; {@code NaN} if that is not known
     * @param failures how many calls were refused
     */
    public static Reading of(Latencies latencies, long[] shares, Duration length, double bytesPerCall, long failures) {
        return new Reading(
                LongStream.of(shares).sum() * SECOND / length.toNanos(),
                latencies.percentile(0.5) / MICRO,
                latencies.percentile(0.99) / MICRO,
                latencies.longest() / MICRO,
                Fairness.of(shares),
                bytesPerCall,
                failures);
    }
}
