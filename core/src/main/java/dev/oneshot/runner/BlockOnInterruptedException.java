package dev.oneshot.runner;

import dev.oneshot.Future;

/** Thrown by {@link Runner#blockOn} and {@link LocalExecutor#run} when their thread was interrupted; the flag stays set. */
public final class BlockOnInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlockOnInterruptedException(String where, Future<?> future) {
        super("thread '" + Thread.currentThread().getName() + "' was interrupted in " + where + " while waiting for "
                + future + ", and closed it");
    }
}
