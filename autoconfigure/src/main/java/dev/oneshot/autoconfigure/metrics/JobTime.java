package dev.oneshot.autoconfigure.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.commons.logging.LogFactory;

/** Where something that was measured for a job goes to: a meter of the type timer. */
@FunctionalInterface
interface JobTime {

    void add(long nanos);

    /**
     * Registers the meter: a {@link Timer} that is told of every job if it is to publish percentiles or a histogram, and
     * else one that is looked at, with a gauge of the longest time that has the timer's own name for it in Prometheus.
     *
     * <p>Where another has the name already, in a registry that several applications share, it is as with all meters: a
     * timer is told by both of them, and of those that are looked at the first alone is seen.
     *
     * @param count how many jobs were timed so far, before the registration or after
     */
    static JobTime register(
            MeterRegistry registry, String name, String worker, String description, LongSupplier count) {
        try {
            return DistributionProbe.isWanted(registry, name, worker)
                    ? recorded(registry, name, worker, description)
                    : lookedAt(registry, name, worker, description, count);
        } catch (IllegalArgumentException e) {
            LogFactory.getLog(JobTime.class)
                    .warn("another meter has the name " + name + " for the worker '" + worker + "', and is kept", e);
            return nanos -> {};
        }
    }

    private static JobTime recorded(MeterRegistry registry, String name, String worker, String description) {
        Timer timer = Timer.builder(name)
                .tag(WorkerMeters.NAME, worker)
                .description(description)
                .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static JobTime lookedAt(
            MeterRegistry registry, String name, String worker, String description, LongSupplier count) {
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
}
