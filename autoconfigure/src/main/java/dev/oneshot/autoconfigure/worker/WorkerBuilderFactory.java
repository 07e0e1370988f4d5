package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.Connector;
import dev.oneshot.worker.WorkerBuilder;

/**
 * Begins workers that belong to the application: with its runner, its channels, its job decorators, the properties
 * {@code oneshot.worker.*}, and every {@link WorkerCustomizer} applied.
 *
 * <p>A worker that is then made a bean is started and stopped with the application, measured, and shown in its health:
 *
 * <pre>{@code
 * @Bean
 * ConnectionWorker<SerialPort> scale(WorkerBuilderFactory workers) {
 *     return workers.over("scale", () -> SerialPort.open("/dev/ttyS0")).queueCapacity(16).build();
 * }
 * }</pre>
 */
public interface WorkerBuilderFactory {

    /**
     * Begins a worker.
     *
     * @param name the worker's name, which no other worker of the application has
     * @param connector how to handle its connection
     * @return a builder with the application's settings, to be changed further or built
     * @param <C> the type of the connection
     */
    <C> WorkerBuilder<C> over(String name, Connector<C> connector);
}
