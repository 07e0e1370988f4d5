package dev.oneshot.runner;

import dev.oneshot.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Thrown by {@link Runner#blockOn(Future, Duration)} when the time passed before the value came. */
public final class BlockOnTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlockOnTimeoutException(Future<?> future, Duration timeout) {
        // convert() saturates, where Duration.toMillis() throws.
        super("blockOn timed out after " + TimeUnit.MILLISECONDS.convert(timeout) + " ms waiting for " + future
                + ", and closed it");
    }
}
