package dev.oneshot.autoconfigure.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;

/**
 * A timer that is registered for a moment, to see what a registry's filters make of its name. It stands for no worker, so
 * that it meets no meter that is there already.
 */
final class DistributionProbe {

    private DistributionProbe() {}

    /** Whether a registry, or any of those that it is made of, publishes percentiles or a histogram of such a timer. */
    static boolean isWanted(MeterRegistry registry, String name, String worker) {
        Timer probe =
                Timer.builder(name).tag(WorkerMeters.NAME, worker + " (probe)").register(registry);
        try {
            return registry instanceof CompositeMeterRegistry composite
                    ? isWantedByAny(composite, probe.getId())
                    : isDistribution(probe);
        } finally {
            registry.remove(probe);
        }
    }

    /** Each is asked for itself: the timer of a composite tells of one of them, whichever comes first. */
    private static boolean isWantedByAny(CompositeMeterRegistry composite, Meter.Id id) {
        return composite.getRegistries().stream()
                .anyMatch(registry -> registry instanceof CompositeMeterRegistry inner
                        ? isWantedByAny(inner, id)
                        : isDistribution(registered(registry, id)));
    }

    /** What the composite has registered there, found by the name that it has in the composite. */
    private static Timer registered(MeterRegistry registry, Meter.Id id) {
        return Timer.builder(id.getName()).tags(id.getTags()).register(registry);
    }

    private static boolean isDistribution(Timer timer) {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        return snapshot.percentileValues().length + snapshot.histogramCounts().length > 0;
    }
}
