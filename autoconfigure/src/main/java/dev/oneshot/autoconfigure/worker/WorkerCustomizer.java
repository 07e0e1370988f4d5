package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.WorkerBuilder;

/** Changes every worker that a {@link WorkerBuilderFactory} begins, after the properties. Beans of this type apply in order. */
@FunctionalInterface
public interface WorkerCustomizer {

    /**
     * Changes one worker.
     *
     * @param worker the worker's name
     * @param builder its builder so far
     */
    void customize(String worker, WorkerBuilder<?> builder);
}
