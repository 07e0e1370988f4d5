package dev.oneshot.jdbc;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Times in a row of the same thing, for a report: nothing is asserted about them. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final SortedMap<Long, Integer> counts = new TreeMap<>();
    private int total;

    void add(long nanos) {
        counts.merge(nanos, 1, Integer::sum);
        total++;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d times: median %.1f ms, 99%% %.1f ms, longest %.1f ms, %d above %d ms",
                total,
                at(0.5),
                at(0.99),
                at(1),
                above(LIMIT_NANOS),
                TimeUnit.NANOSECONDS.toMillis(LIMIT_NANOS));
    }

    private int above(long nanos) {
        return counts.tailMap(nanos + 1).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private double at(double share) {
        long seen = 0;
        for (var entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= share * total) {
                return entry.getKey() / NANOS_PER_MILLI;
            }
        }
        return Double.NaN;
    }
}
