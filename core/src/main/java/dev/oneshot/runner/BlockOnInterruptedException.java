package dev.oneshot.runner;

import dev.oneshot.Future;

/** Thrown by {@link Runner#blockOn} when its thread was interrupted; the thread's interrupt flag is set. */
public final class BlockOnInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlockOnInterruptedException(Future<?> future) {
        super("thread '" + Thread.currentThread().getName() + "' was interrupted in blockOn while waiting for " + future
                + ", and closed it");
    }
}
