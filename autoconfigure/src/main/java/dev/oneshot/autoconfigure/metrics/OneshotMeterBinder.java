package dev.oneshot.autoconfigure.metrics;

import dev.oneshot.OneshotCounts;
import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.worker.OneshotWorkers;
import dev.oneshot.runner.LocalExecutor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;

/** Registers all meters. What they read is held here and by the application, since a meter itself holds it weakly. */
final class OneshotMeterBinder implements MeterBinder {

    private final PollCounter polls;
    private final OneshotFactory oneshots;
    private final OneshotWorkers workers;
    private final ObjectProvider<LocalExecutor> executors;

    OneshotMeterBinder(
            PollCounter polls,
            OneshotFactory oneshots,
            OneshotWorkers workers,
            ObjectProvider<LocalExecutor> executors) {
        this.polls = polls;
        this.oneshots = oneshots;
        this.workers = workers;
        this.executors = executors;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        polls(registry, "polls", PollCounter::polls, "Times that a future was polled");
        polls(registry, "pendings", PollCounter::pendings, "Polls that found the value not there yet");
        polls(registry, "completions", PollCounter::completions, "Polls that ended a future, by a value or a failure");
        polls(registry, "wakes", PollCounter::wakes, "Calls of wakers, spurious ones included");
        channels(registry, "created", OneshotCounts::created);
        channels(registry, "sent", OneshotCounts::sent);
        channels(registry, "abandoned", OneshotCounts::abandoned);
        channels(registry, "leaked", OneshotCounts::leaked);
        workers.all().forEach(worker -> new WorkerMeters(worker).bindTo(registry));
        executors.forEach(executor -> new LocalExecutorMeters(executor).bindTo(registry));
    }

    private void polls(MeterRegistry registry, String name, ToDoubleFunction<PollCounter> count, String description) {
        FunctionCounter.builder("oneshot." + name, polls, count)
                .baseUnit(name)
                .description(description)
                .register(registry);
    }

    private void channels(MeterRegistry registry, String outcome, ToDoubleFunction<OneshotCounts> count) {
        FunctionCounter.builder("oneshot.channels", oneshots, factory -> count.applyAsDouble(factory.counts()))
                .tag("outcome", outcome)
                .description("Oneshot channels: created, and how they ended")
                .register(registry);
    }
}
