package dev.oneshot.worker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the worker's thread does from its first to its last moment: open the connection, run job after job, replace the
 * connection when it breaks, close it at the end. The connection is touched nowhere else.
 */
final class WorkerLoop<C> implements Runnable {

    private final Connector<C> connector;
    private final JobQueue<C> queue;
    private final Link<C> link;
    private final boolean failFast;
    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

    private volatile @Nullable QueuedJob<C, ?> running;
    private volatile @Nullable WorkerException abandoned;
    private boolean closing;

    WorkerLoop(Connector<C> connector, JobQueue<C> queue, Link<C> link, boolean failFast) {
        this.connector = connector;
        this.queue = queue;
        this.link = link;
        this.failFast = failFast;
    }

    /** Completed when the first attempt to connect is over: with its failure if that ends this loop. */
    CompletableFuture<@Nullable Void> started() {
        return started;
    }

    @Nullable QueuedJob<C, ?> running() {
        return running;
    }

    /** Ends the job that holds the connection, or is just about to, towards its caller. */
    void abandonRunning(WorkerException reason) {
        abandoned = reason;
        // ORDERING: the running job is read after the reason was stored; serve() does the two the other way round.
        QueuedJob<C, ?> job = running;
        if (job != null) {
            job.abandon(reason);
        }
    }

    /** As {@link #abandonRunning}, for a thread that has died and will not do it itself: nothing runs any more. */
    void bury(WorkerException reason) {
        abandonRunning(reason);
        running = null;
    }

    /** Interrupts the thread that runs this, but not when it closes the connection: that must not be cut short. */
    synchronized void interrupt(Thread thread) {
        if (!closing) {
            thread.interrupt();
        }
    }

    /** Returns when the queue is closed and empty; what it throws means that this thread is of no more use. */
    @Override
    public void run() {
        try {
            if (!failFast || connectFirst()) {
                serve();
            }
        } catch (Throwable death) {
            link.lost(death);
            started.complete(null);
            throw death;
        } finally {
            beginClosing();
            link.close();
        }
    }

    private synchronized void beginClosing() {
        closing = true;
        Thread.interrupted();
    }

    private boolean connectFirst() {
        boolean connected = link.open();
        if (connected) {
            started.complete(null);
        } else {
            Throwable failure = link.lastFailure();
            started.completeExceptionally(failure == null ? new IllegalStateException("no connection") : failure);
        }
        return connected;
    }

    private void serve() {
        while (connected() && queue.await()) {
            if (!link.isUsable()) {
                continue;
            }
            QueuedJob<C, ?> job = queue.poll();
            if (job != null) {
                serve(job);
            }
        }
    }

    private void serve(QueuedJob<C, ?> job) {
        running = job;
        // ORDERING: see abandonRunning(); a job that it did not see yet is abandoned here.
        WorkerException reason = abandoned;
        if (reason != null) {
            job.abandon(reason);
        }
        Runnable answer = turn(job);
        Thread.interrupted();
        running = null;
        answer.run();
    }

    /** Opens the connection if there is none, however long it takes; false if there is nothing left to do with it. */
    private boolean connected() {
        while (!link.isOpen()) {
            if (!queue.pause(link.pauseBeforeOpening())) {
                return false;
            }
            link.open();
            started.complete(null);
        }
        return true;
    }

    /** Cares for the whole life of a job that still wants to run; the result tells its caller. */
    private <R extends @Nullable Object> Runnable turn(QueuedJob<C, R> job) {
        if (!job.begin()) {
            return () -> {};
        }
        C connection = link.connection();
        C lent;
        try {
            lent = connector.begin(connection);
        } catch (Exception failure) {
            dropIfBroken(connection, failure);
            return () -> job.fail(JobOutcome.FAILED, failure);
        }
        Runnable answer = execute(job, connection, lent);
        link.used();
        return answer;
    }

    private <R extends @Nullable Object> Runnable execute(QueuedJob<C, R> job, C connection, C lent) {
        R result;
        try {
            result = job.run(lent);
        } catch (Throwable failure) {
            Thread.interrupted();
            undo(connection, lent, failure);
            return () -> job.fail(JobOutcome.FAILED, failure);
        }
        // A job may have interrupted its own thread; neither its commit nor the next job is to find out.
        Thread.interrupted();
        if (!job.beginCommit()) {
            undo(connection, lent, null);
            return () -> {};
        }
        try {
            connector.commit(lent);
        } catch (Exception failure) {
            return commitFailed(job, connection, lent, failure);
        }
        return () -> job.answer(result);
    }

    private Runnable commitFailed(QueuedJob<C, ?> job, C connection, C lent, Exception failure) {
        if (undo(connection, lent, failure)) {
            return () -> job.fail(JobOutcome.FAILED, failure);
        }
        return () -> job.fail(
                JobOutcome.UNKNOWN, job.ticket().outcomeUnknown("lost the connection while it committed job", failure));
    }

    private boolean dropIfBroken(C connection, Throwable failure) {
        boolean broken;
        try {
            broken = connector.isBroken(connection, failure);
        } catch (RuntimeException e) {
            suppress(failure, e);
            broken = true;
        }
        if (broken) {
            link.lost(failure);
        }
        return broken;
    }

    /** Takes back what a job did, and keeps the connection; false if that could not be and the connection is closed. */
    private boolean undo(C connection, C lent, @Nullable Throwable failure) {
        if (failure != null && dropIfBroken(connection, failure)) {
            return false;
        }
        try {
            connector.rollback(lent);
            return true;
        } catch (Exception e) {
            suppress(failure, e);
            link.lost(e);
            return false;
        }
    }

    private static void suppress(@Nullable Throwable failure, Throwable other) {
        if (failure != null && failure != other) {
            failure.addSuppressed(other);
        }
    }
}
