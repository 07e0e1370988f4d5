package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The worker's hold on its connection: there is one, or there is none and a reason why.
 *
 * <p>Only the worker's thread opens, uses and closes; any thread may take a {@link #snapshot}.
 */
final class Link<C> {

    private static final Logger LOG = System.getLogger(Link.class.getName());

    private final String worker;
    private final Connector<C> connector;
    private final Timer timer;
    private final long validateAfterNanos;

    private @Nullable C connection;
    private long usedAt;

    private volatile boolean open;
    private volatile long changedAt;
    private volatile long openings;
    private volatile @Nullable Throwable lastFailure;

    Link(String worker, Connector<C> connector, Timer timer, long validateAfterNanos) {
        this.worker = worker;
        this.connector = connector;
        this.timer = timer;
        this.validateAfterNanos = validateAfterNanos;
        this.changedAt = timer.nanoTime();
    }

    boolean isOpen() {
        return open;
    }

    C connection() {
        C current = connection;
        if (current == null) {
            throw new IllegalStateException("worker '" + worker + "' has no connection");
        }
        return current;
    }

    void open() throws Exception {
        try {
            connection = connector.open();
        } catch (Exception e) {
            lastFailure = e;
            throw e;
        }
        openings = openings + 1;
        changed(true);
        used();
    }

    /** Notes that the connection has just worked. */
    void used() {
        usedAt = timer.nanoTime();
    }

    /** Asks a connection that was idle whether it still works, and closes it if not. */
    boolean isUsable() {
        if (timer.nanoTime() - usedAt < validateAfterNanos) {
            return true;
        }
        try {
            if (connector.validate(connection())) {
                return true;
            }
            lost(new IllegalStateException("the idle connection of worker '" + worker + "' did not pass validation"));
        } catch (Exception e) {
            lost(e);
        }
        return false;
    }

    /** Closes a connection that is beyond use. */
    void lost(Throwable reason) {
        lastFailure = reason;
        LOG.log(Level.WARNING, "worker ''{0}'' lost its connection and opens another: {1}", worker, reason);
        close();
    }

    void close() {
        C closing = connection;
        if (closing == null) {
            return;
        }
        connection = null;
        changed(false);
        try {
            connector.close(closing);
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "worker '" + worker + "': closing its connection failed", e);
        }
    }

    WorkerSnapshot.Connection snapshot() {
        return new WorkerSnapshot.Connection(
                open, Duration.ofNanos(timer.nanoTime() - changedAt), Math.max(0, openings - 1), lastFailure);
    }

    private void changed(boolean toOpen) {
        open = toOpen;
        changedAt = timer.nanoTime();
    }
}
