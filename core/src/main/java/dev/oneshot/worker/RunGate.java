package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Lets a cancellation reach the job that runs, and no other: the worker enters with a job and leaves when the job has
 * returned; a cancellation holds the gate while it acts, and acts only if its own job is inside.
 *
 * <p>A cancellation that comes between two steps of a job stops neither. So it is repeated, ever less often, until the
 * job has left.
 *
 * <pre>
 *            enter           cancelNow
 *   nobody ────────▶ a job ────────────▶ Cancelled
 *      ▲    leave      │                     │
 *      └───────────────┴─────────────────────┘
 * </pre>
 *
 * <p>A job that nobody cancels goes through without a lock: it leaves by one compare-and-set, which fails only if a
 * cancellation was first. That one, and whoever leaves after it, holds the lock.
 */
final class RunGate<C> {

    private static final Logger LOG = System.getLogger(RunGate.class.getName());
    private static final VarHandle INSIDE = inside();

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 640;

    private record Cancelled(QueuedJob<?, ?> job) {}

    /** Null, a job, or that it is cancelled. */
    private @Nullable Object inside;

    /** What the job has, while it is inside; written by who lets it in and out. */
    private @Nullable C lent;

    private @Nullable Session<C> session;

    /** How many wait for the job to leave. */
    private int waiting;

    void enter(QueuedJob<C, ?> job, Session<C> current, C connection) {
        session = current;
        lent = connection;
        // ORDERING: the job runs its body only after a fence; see QueuedJob.run().
        INSIDE.setRelease(this, job);
    }

    /** Waits for a cancellation under way; true if there was one, so that the connection has to be validated. */
    boolean leave(QueuedJob<C, ?> job) {
        boolean cancelled = !INSIDE.compareAndSet(this, job, null);
        if (cancelled) {
            leaveCancelled();
        }
        // ORDERING: by now nobody can be inside any more who would use them.
        session = null;
        lent = null;
        return cancelled;
    }

    private synchronized void leaveCancelled() {
        INSIDE.setVolatile(this, null);
        if (waiting > 0) {
            notifyAll();
        }
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
        Object seen = INSIDE.getVolatile(this);
        boolean again = seen instanceof Cancelled cancelled && cancelled.job() == job;
        if (!again && (seen != job || !INSIDE.compareAndSet(this, job, new Cancelled(job)))) {
            return false;
        }
        // From here on the job cannot leave until the lock is free.
        Session<C> current = session;
        C connection = lent;
        try {
            if (current != null && connection != null) {
                current.cancel(connection);
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Cancelling " + job.title() + " failed", e);
        }
        return true;
    }

    private static VarHandle inside() {
        try {
            return MethodHandles.lookup().findVarHandle(RunGate.class, "inside", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
