package dev.oneshot.autoconfigure.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The sum of many times, and the longest of late: what a {@code Timer} tells, for less at each time. How many there were is
 * counted elsewhere anyway, and the clock is read only when somebody looks.
 */
final class TimeSum implements JobTime {

    private final LongSupplier count;
    private final long countBefore;
    private final LongAdder sum = new LongAdder();

    /** Since somebody looked last. */
    private final AtomicLong longest = new AtomicLong();

    private final TimeWindowMax longestOfLate;

    /** A sum of as many times as will be counted there from now on; the longest is forgotten after as long as a timer forgets it. */
    TimeSum(LongSupplier count, Clock clock) {
        this.count = count;
        this.countBefore = count.getAsLong();
        this.longestOfLate = new TimeWindowMax(clock, DistributionStatisticConfig.DEFAULT);
    }

    @Override
    public void add(long nanos) {
        if (nanos == 0) {
            return; // who comes alone has not waited, and does not pay for that
        }
        sum.add(nanos);
        if (nanos > longest.get()) {
            longest.accumulateAndGet(nanos, Math::max);
        }
    }

    long count() {
        return count.getAsLong() - countBefore;
    }

    double nanos() {
        return sum.sum();
    }

    double longestSeconds() {
        longestOfLate.record(longest.getAndSet(0), TimeUnit.NANOSECONDS);
        return longestOfLate.poll(TimeUnit.SECONDS);
    }
}
