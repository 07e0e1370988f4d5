package dev.oneshot.autoconfigure.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Where something that was measured for a job goes to: a meter of the type timer. */
@FunctionalInterface
interface JobTime {

    void add(long nanos);

    /**
     * Registers the meter: a {@link Timer} that is told of every job if it is to publish percentiles or a histogram, and
     * else one that is looked at, with a gauge of the longest time that has the timer's own name for it in Prometheus.
     *
     * @param count how many times were added so far
     */
    static JobTime register(
            MeterRegistry registry, String name, String worker, String description, LongSupplier count) {
        Timer timer = Timer.builder(name)
                .tag(WorkerMeters.NAME, worker)
                .description(description)
                .register(registry);
        if (isDistribution(timer.takeSnapshot())) {
            return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
        }
        registry.remove(timer);
        TimeSum sum = new TimeSum(count, registry.config().clock());
        FunctionTimer.builder(name, sum, TimeSum::count, TimeSum::nanos, TimeUnit.NANOSECONDS)
                .tag(WorkerMeters.NAME, worker)
                .description(description)
                .register(registry);
        Gauge.builder(name + ".seconds.max", sum, TimeSum::longestSeconds)
                .tag(WorkerMeters.NAME, worker)
                .description(description + ", the longest of late")
                .register(registry);
        return sum;
    }

    private static boolean isDistribution(HistogramSnapshot snapshot) {
        return snapshot.percentileValues().length + snapshot.histogramCounts().length > 0;
    }
}
