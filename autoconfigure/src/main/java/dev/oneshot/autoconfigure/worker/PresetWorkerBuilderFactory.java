package dev.oneshot.autoconfigure.worker;

import dev.oneshot.OneshotFactory;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.JobDecorator;
import dev.oneshot.worker.WorkerBuilder;
import java.util.List;

/** Begins workers with the beans and the properties of the application. */
record PresetWorkerBuilderFactory(
        WorkerProperties properties,
        Runner runner,
        OneshotFactory oneshots,
        JobDecorator decorator,
        List<WorkerCustomizer> customizers)
        implements WorkerBuilderFactory {

    @Override
    public <C> WorkerBuilder<C> over(String name, Connector<C> connector) {
        WorkerBuilder<C> builder = ConnectionWorker.over(connector)
                .name(name)
                .runner(runner)
                .oneshots(oneshots)
                .decorator(decoratorFor(connector));
        properties.applyTo(builder);
        customizers.forEach(customizer -> customizer.customize(name, builder));
        return builder;
    }

    private JobDecorator decoratorFor(Connector<?> connector) {
        return connector instanceof DecoratingConnector<?> own
                ? new CompositeJobDecorator(List.of(own.decorator(), decorator))
                : decorator;
    }
}
