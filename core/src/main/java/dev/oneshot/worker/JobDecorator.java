package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/** Wraps every job on the thread that submits it, so that what belongs to that thread can be carried into the run. */
public interface JobDecorator {

    /** Leaves every job as it is. */
    JobDecorator NONE = new JobDecorator() {
        @Override
        public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
            return job;
        }
    };

    /**
     * Wraps one job. Called by {@code submit} and {@code call}, on the caller's thread.
     *
     * @param job the job
     * @return what the worker runs in its place
     * @param <C> the type of the connection
     * @param <R> the type of the answer
     */
    <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job);
}
