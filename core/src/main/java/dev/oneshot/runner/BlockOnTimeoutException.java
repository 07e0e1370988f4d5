package dev.oneshot.runner;

import dev.oneshot.Future;
import java.time.Duration;

/** Thrown by {@link Runner#blockOn(Future, Duration)} when the time passed before the value came. */
public final class BlockOnTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlockOnTimeoutException(Future<?> future, Duration timeout) {
        super("blockOn timed out after " + timeout.toMillis() + " ms waiting for " + future + ", and closed it");
    }
}
