package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Lets a cancellation reach the job that runs, and no other: the worker enters with a job and leaves when the job has
 * returned; a cancellation holds the gate while it acts, and acts only if its own job is inside.
 */
final class RunGate<C> {

    private static final Logger LOG = System.getLogger(RunGate.class.getName());

    private @Nullable QueuedJob<C, ?> inside;
    private @Nullable C lent;
    private @Nullable Session<C> session;
    private boolean cancelled;

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
        return cancelled;
    }

    /** Cancels the job on a thread of its own, since that may take a round trip to a server. */
    void cancel(QueuedJob<C, ?> job) {
        Thread canceller = new Thread(() -> cancelNow(job), "oneshot-cancel");
        canceller.setDaemon(true);
        canceller.start();
    }

    /** As {@link #cancel}, on the calling thread. */
    synchronized void cancelNow(QueuedJob<C, ?> job) {
        Session<C> current = session;
        C connection = lent;
        if (inside != job || current == null || connection == null) {
            return;
        }
        cancelled = true;
        try {
            current.cancel(connection);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Cancelling " + job.ticket() + " failed; it runs on", e);
        }
    }
}
