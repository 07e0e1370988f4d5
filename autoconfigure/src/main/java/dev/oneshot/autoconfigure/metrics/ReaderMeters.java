package dev.oneshot.autoconfigure.metrics;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.WorkerSnapshot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The meters of the readers of one worker, for a worker that has some. */
record ReaderMeters(ConnectionWorker<?> worker) implements MeterBinder {

    private static final String PREFIX = "oneshot.worker.readers.";
    private static final String NAME = "name";

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "size",
                "connections",
                "Readers, connected or not",
                readers -> readers.seats().size());
        gauge(
                registry,
                "connected",
                "connections",
                "Readers that have a connection",
                readers -> count(readers, reader -> reader.connection().connected()));
        gauge(
                registry,
                "active",
                "jobs",
                "Jobs that readers run",
                readers -> count(readers, reader -> reader.running() != null));
        gauge(
                registry,
                "queued",
                "jobs",
                "Jobs that wait for a reader",
                readers -> readers.queue().size());
        TimeGauge.builder(
                        PREFIX + "oldest.wait",
                        worker,
                        TimeUnit.NANOSECONDS,
                        known -> read(
                                known, readers -> readers.queue().oldestWait().toNanos()))
                .tag(NAME, worker.name())
                .description("How long the first job in the queue for the readers has waited")
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String unit,
            String description,
            ToDoubleFunction<WorkerSnapshot.Readers> value) {
        Gauge.builder(PREFIX + name, worker, known -> read(known, value))
                .tag(NAME, worker.name())
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private static double read(ConnectionWorker<?> worker, ToDoubleFunction<WorkerSnapshot.Readers> value) {
        WorkerSnapshot.Readers readers = worker.snapshot().readers();
        return readers == null ? Double.NaN : value.applyAsDouble(readers);
    }

    private static long count(WorkerSnapshot.Readers readers, Predicate<WorkerSnapshot.Reader> wanted) {
        return readers.seats().stream().filter(wanted).count();
    }
}
