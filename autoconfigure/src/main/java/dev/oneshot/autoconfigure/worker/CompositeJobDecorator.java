package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobDecorator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several decorators as one; the first is the outermost. */
record CompositeJobDecorator(List<JobDecorator> decorators) implements JobDecorator {

    @Override
    public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
        Job<C, R> decorated = job;
        for (int i = decorators.size() - 1; i >= 0; i--) {
            decorated = decorators.get(i).decorate(decorated);
        }
        return decorated;
    }
}
