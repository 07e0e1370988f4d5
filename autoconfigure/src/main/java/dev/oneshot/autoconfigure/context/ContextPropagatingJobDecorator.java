package dev.oneshot.autoconfigure.context;

import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobDecorator;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

/** Captures what the asker's thread carries when it submits a job, sets it around the run, and takes it away again. */
public final class ContextPropagatingJobDecorator implements JobDecorator {

    private final ContextSnapshotFactory snapshots;

    /**
     * Creates a decorator.
     *
     * @param snapshots knows what to capture; it should clear what is missing, so that a job never sees what the
     *     worker's thread happens to carry
     */
    public ContextPropagatingJobDecorator(ContextSnapshotFactory snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
        ContextSnapshot snapshot = snapshots.captureAll();
        return connection -> {
            try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
                return job.run(connection);
            }
        };
    }
}
