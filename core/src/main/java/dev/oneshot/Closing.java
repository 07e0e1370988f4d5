package dev.oneshot;

import dev.oneshot.internal.Unchecked;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The close of several futures, each whatever the close of another throws. */
final class Closing {

    private static final Logger LOG = System.getLogger(Future.class.getName());

    private @Nullable Throwable failure;

    void close(Future<?> future) {
        try {
            future.close();
        } catch (Throwable thrown) {
            failure = failure == null ? thrown : with(failure, thrown);
        }
    }

    /** Where the close was all that was asked for: what was thrown first, with the rest of it. */
    void rethrow() {
        if (failure != null) {
            throw Unchecked.of(failure);
        }
    }

    /** Where there is a value, which counts more. */
    void log(Object owner) {
        if (failure != null) {
            LOG.log(Level.WARNING, owner + ": a future that is no longer needed failed to close", failure);
        }
    }

    /** Where there is a failure already, which counts more. */
    void addTo(Throwable outcome) {
        if (failure != null) {
            with(outcome, failure);
        }
    }

    private static Throwable with(Throwable first, Throwable another) {
        if (first != another) {
            first.addSuppressed(another);
        }
        return first;
    }
}
