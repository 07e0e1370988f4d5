package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Lets a cancellation reach the job that runs, and no other: the worker enters with a job and leaves when the job has
 * returned; a cancellation holds the gate while it acts, and acts only if its own job is inside.
 *
 * <p>A cancellation that comes between two steps of a job stops neither. So it is repeated, ever less often, until the
 * job has left.
 */
final class RunGate<C> {

    private static final Logger LOG = System.getLogger(RunGate.class.getName());

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 640;

    private @Nullable QueuedJob<C, ?> inside;
    private @Nullable C lent;
    private @Nullable Session<C> session;
    private boolean cancelled;

    /** How many wait for the job to leave. */
    private int waiting;

    synchronized void enter(QueuedJob<C, ?> job, Session<C> current, C connection) {
        inside = job;
        session = current;
        lent = connection;
        cancelled = false;
    }

    /** Waits for a cancellation under way; true if there was one, so that the connection has to be validated. */
    synchronized boolean leave() {
        inside = null;
        session = null;
        lent = null;
        if (waiting > 0) {
            notifyAll();
        }
        return cancelled;
    }

    /** Cancels the job on a thread of its own, since that may take a round trip to a server. */
    void cancel(QueuedJob<C, ?> job) {
        Thread canceller = new Thread(() -> cancelUntilItLeaves(job), "oneshot-cancel");
        canceller.setDaemon(true);
        canceller.start();
    }

    private synchronized void cancelUntilItLeaves(QueuedJob<C, ?> job) {
        long pause = FIRST_PAUSE_MILLIS;
        while (cancelNow(job)) {
            waiting++;
            try {
                wait(pause);
                pause = Math.min(pause + pause / 8, LONGEST_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            } finally {
                waiting--;
            }
        }
    }

    /** Cancels the job if it is inside; false if not. */
    synchronized boolean cancelNow(QueuedJob<C, ?> job) {
        Session<C> current = session;
        C connection = lent;
        if (inside != job || current == null || connection == null) {
            return false;
        }
        cancelled = true;
        try {
            current.cancel(connection);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Cancelling " + job.title() + " failed", e);
        }
        return true;
    }
}
