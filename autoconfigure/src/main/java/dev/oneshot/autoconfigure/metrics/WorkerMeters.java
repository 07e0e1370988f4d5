package dev.oneshot.autoconfigure.metrics;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOutcome;
import dev.oneshot.worker.WorkerSnapshot;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one worker, tagged with its name. */
record WorkerMeters(ConnectionWorker<?> worker) implements MeterBinder {

    static final String PREFIX = "oneshot.worker.";
    static final String NAME = "name";

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "queued", "jobs", "Jobs that wait", now -> now.queue().size());
        gauge(
                registry,
                "queue.remaining",
                "jobs",
                "Jobs that would still be accepted",
                now -> now.queue().remaining());
        gauge(
                registry,
                "active",
                "jobs",
                "Jobs that hold the connection, none or one",
                now -> flag(now.running() != null));
        gauge(
                registry,
                "connected",
                null,
                "Whether there is a connection, 1 or 0",
                now -> flag(now.connection().connected()));
        TimeGauge.builder(
                        PREFIX + "oldest.wait",
                        worker,
                        TimeUnit.NANOSECONDS,
                        known -> known.snapshot().queue().oldestWait().toNanos())
                .tag(NAME, worker.name())
                .description("How long the first job in the queue has waited")
                .register(registry);
        TimeGauge.builder(
                        PREFIX + "job.age",
                        worker,
                        TimeUnit.NANOSECONDS,
                        known -> jobAge(known.snapshot().running()))
                .tag(NAME, worker.name())
                .description("How long the job at hand has held the connection, 0 without one")
                .register(registry);
        FunctionCounter.builder(PREFIX + "rollbacks", worker, ConnectionWorker::rollbacks)
                .tag(NAME, worker.name())
                .description("Jobs that were undone, readers' aside")
                .register(registry);
        FunctionCounter.builder(
                        PREFIX + "reconnects",
                        worker,
                        known -> known.snapshot().connection().reconnects())
                .tag(NAME, worker.name())
                .description("Lost connections that were replaced")
                .register(registry);
        for (JobOutcome outcome : JobOutcome.values()) {
            FunctionCounter.builder(PREFIX + "jobs", worker, known -> known.count(outcome))
                    .tag(NAME, worker.name())
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .description("Jobs by how they ended")
                    .register(registry);
        }
        worker.addListener(new JobMeters(worker, registry));
        if (worker.snapshot().readers() != null) {
            new ReaderMeters(worker).bindTo(registry);
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<WorkerSnapshot> value) {
        Gauge.builder(PREFIX + name, worker, known -> value.applyAsDouble(known.snapshot()))
                .tag(NAME, worker.name())
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private static long jobAge(WorkerSnapshot.@Nullable Running running) {
        return running == null ? 0 : running.age().toNanos();
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }
}
