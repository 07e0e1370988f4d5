package dev.oneshot.autoconfigure.metrics;

import dev.oneshot.runner.ExecutorMetrics;
import dev.oneshot.runner.LocalExecutor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one executor, tagged with its name. Those of executors that are beans are bound by themselves.
 *
 * @param executor held weakly by the meters
 */
public record LocalExecutorMeters(LocalExecutor executor) implements MeterBinder {

    private static final String PREFIX = "oneshot.executor.";
    private static final String NAME = "name";

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "spawned", "tasks", "Tasks that the executor took on", ExecutorMetrics::spawned);
        counter(registry, "polls", "polls", "Polls of tasks", ExecutorMetrics::polls);
        counter(registry, "pendings", "pendings", "Polls of tasks that were pending", ExecutorMetrics::pendings);
        counter(registry, "wakes", "wakes", "Calls of the tasks' wakers", ExecutorMetrics::wakes);
        counter(
                registry,
                "slow.polls",
                "polls",
                "Polls that took as long as the threshold or longer",
                ExecutorMetrics::slowPolls);
        gauge(registry, "live", "Tasks that have not ended", ExecutorMetrics::live);
        gauge(registry, "queued", "Tasks that were woken and wait for their poll", ExecutorMetrics::queued);
        FunctionTimer.builder(
                        PREFIX + "wait",
                        executor,
                        known -> known.metrics().polls(),
                        known -> known.metrics().wakeToPollTotal().toNanos(),
                        TimeUnit.NANOSECONDS)
                .tag(NAME, executor.name())
                .description("How long tasks waited from wake-up to poll")
                .register(registry);
        TimeGauge.builder(
                        PREFIX + "longest.wait",
                        executor,
                        TimeUnit.NANOSECONDS,
                        known -> known.metrics().wakeToPollMax().toNanos())
                .tag(NAME, executor.name())
                .description("The longest such wait since the start")
                .register(registry);
    }

    private void counter(
            MeterRegistry registry,
            String name,
            String unit,
            String description,
            ToDoubleFunction<ExecutorMetrics> value) {
        FunctionCounter.builder(PREFIX + name, executor, known -> value.applyAsDouble(known.metrics()))
                .tag(NAME, executor.name())
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<ExecutorMetrics> value) {
        Gauge.builder(PREFIX + name, executor, known -> value.applyAsDouble(known.metrics()))
                .tag(NAME, executor.name())
                .baseUnit("tasks")
                .description(description)
                .register(registry);
    }
}
