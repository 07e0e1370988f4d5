package dev.oneshot.time;

import dev.oneshot.Future;
import java.time.Duration;

/** The failure of a future whose time, set by {@link Timer#timeout}, passed before its value came. */
public final class FutureTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FutureTimeoutException(Future<?> future, Duration limit) {
        super("timed out after " + Durations.text(limit) + " waiting for " + future + ", and closed it");
    }
}
