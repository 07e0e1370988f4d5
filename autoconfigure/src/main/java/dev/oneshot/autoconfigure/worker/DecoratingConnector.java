package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.Connector;
import dev.oneshot.worker.JobDecorator;

/**
 * A connector that looks at every job when it is submitted, on the caller's thread: a worker that was begun by a {@link
 * WorkerBuilderFactory} has its decorator around those of the application.
 *
 * @param <C> the type of the connection
 */
public interface DecoratingConnector<C> extends Connector<C> {

    /**
     * What looks at the jobs.
     *
     * @return a decorator for the jobs of one worker
     */
    JobDecorator decorator();
}
