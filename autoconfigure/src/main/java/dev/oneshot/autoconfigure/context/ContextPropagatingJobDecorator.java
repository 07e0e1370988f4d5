package dev.oneshot.autoconfigure.context;

import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobDecorator;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Captures what the asker's thread carries when it submits a job, sets it around the run, and takes it away again. A job
 * sees nothing else of what the thread that runs it happens to carry.
 *
 * <p>As Micrometer's own {@code ContextSnapshot} does, but for a fraction of what that costs each job: a value that the
 * running thread carries already is left as it is.
 */
public final class ContextPropagatingJobDecorator implements JobDecorator {

    private final CarriedContext context;

    /**
     * Creates a decorator.
     *
     * @param accessors know what to capture; they are set in this order, and restored in the opposite one
     */
    public ContextPropagatingJobDecorator(List<? extends ThreadLocalAccessor<?>> accessors) {
        this.context = new CarriedContext(accessors);
    }

    @Override
    public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
        @Nullable Object[] asked = context.capture();
        return connection -> {
            @Nullable Object[] present = context.capture();
            context.set(asked, present);
            try {
                return job.run(connection);
            } finally {
                context.restore(present);
            }
        };
    }
}
