package dev.oneshot.benchmarks.load;

/**
 * A histogram of times in nanoseconds. Its buckets are never wider than a 32nd of what they hold, so a percentile is at
 * most about three percent too high; the longest time is exact. Not thread-safe.
 */
public final class Latencies {

    private static final int STEP_BITS = 5;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
    private long total;
    private long longest;

    /** Counts one time. */
    public void record(long nanos) {
        long time = Math.max(0, nanos);
        counts[bucket(time)]++;
        total++;
        longest = Math.max(longest, time);
    }

    /** Counts all times of the other one, too. */
    public void add(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        longest = Math.max(longest, other.longest);
    }

    /** How many times were counted. */
    public long total() {
        return total;
    }

    /** The longest time. */
    public long longest() {
        return longest;
    }

    /**
     * The time that this share of all times does not exceed, but for the width of a bucket.
     *
     * @param share between 0 and 1
     */
    public long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(longest, highest(i));
            }
        }
        return longest;
    }

    private static int bucket(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - STEP_BITS - Long.numberOfLeadingZeros(nanos);
        return (shift + 1) * STEPS + (int) (nanos >>> shift) - STEPS;
    }

    /** The highest time that falls into a bucket. */
    private static long highest(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        long lowest = (long) (bucket % STEPS + STEPS) << shift;
        return lowest + (1L << shift) - 1;
    }
}
