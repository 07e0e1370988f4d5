package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the worker's thread does from its first to its last moment: open the connection, run job after job, replace the
 * connection when it breaks, close it at the end. The connection is touched nowhere else.
 */
final class WorkerLoop<C> implements Runnable {

    private static final Logger LOG = System.getLogger(WorkerLoop.class.getName());

    private final String name;
    private final Connector<C> connector;
    private final JobQueue<C> queue;
    private final Link<C> link;
    private final long minPauseNanos;
    private final long maxPauseNanos;
    private final boolean failFast;

    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    private volatile @Nullable QueuedJob<C, ?> running;

    WorkerLoop(WorkerBuilder<C> settings, JobQueue<C> queue, Link<C> link, boolean failFast) {
        this.name = settings.name;
        this.connector = settings.connector;
        this.minPauseNanos = Durations.nanos(settings.minReconnectPause);
        this.maxPauseNanos = Durations.nanos(settings.maxReconnectPause);
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

    /** Ends the job that holds the connection, if there is one, towards its caller. */
    void abandonRunning(WorkerException reason) {
        QueuedJob<C, ?> job = running;
        if (job != null) {
            job.abandon(reason);
        }
    }

    /** Returns when the queue is closed and empty; what it throws means that this thread is of no more use. */
    @Override
    public void run() {
        try {
            if (connectFirst()) {
                serve();
            }
        } finally {
            link.close();
        }
    }

    private boolean connectFirst() {
        try {
            link.open();
        } catch (Exception e) {
            if (failFast) {
                started.completeExceptionally(e);
                return false;
            }
            LOG.log(Level.WARNING, "worker ''{0}'' cannot connect yet and goes on trying: {1}", name, e);
        }
        started.complete(null);
        return true;
    }

    private void serve() {
        while (connected() && queue.await()) {
            if (!link.isUsable()) {
                continue;
            }
            QueuedJob<C, ?> job = queue.poll();
            if (job != null) {
                running = job;
                turn(job);
                running = null;
            }
        }
    }

    /** Opens the connection if there is none, however long it takes; false if there is nothing left to do with it. */
    private boolean connected() {
        if (link.isOpen()) {
            return true;
        }
        Backoff backoff = new Backoff(minPauseNanos, maxPauseNanos, ThreadLocalRandom.current()::nextDouble);
        boolean wanted = queue.pause(0);
        while (wanted) {
            try {
                link.open();
                LOG.log(Level.INFO, "worker ''{0}'' is connected", name);
                return true;
            } catch (Exception e) {
                long pause = backoff.nextPauseNanos();
                LOG.log(
                        Level.WARNING,
                        "worker ''{0}'' cannot connect and tries again in {1}: {2}",
                        name,
                        Durations.text(pause),
                        e);
                wanted = queue.pause(pause);
            }
        }
        return false;
    }

    /** Begins the job if it still wants to run, and cares for its whole life up to the answer. */
    private <R extends @Nullable Object> void turn(QueuedJob<C, R> job) {
        if (!job.begin()) {
            return;
        }
        C connection = link.connection();
        C lent;
        try {
            lent = connector.begin(connection);
        } catch (Exception failure) {
            dropIfBroken(connection, failure);
            job.fail(JobOutcome.FAILED, failure);
            return;
        }
        execute(job, connection, lent);
        link.used();
        // A job may have interrupted its own thread; the next one is not to find out.
        Thread.interrupted();
    }

    private <R extends @Nullable Object> void execute(QueuedJob<C, R> job, C connection, C lent) {
        R result;
        try {
            result = job.run(lent);
        } catch (Throwable failure) {
            undo(connection, lent, failure);
            job.fail(JobOutcome.FAILED, failure);
            return;
        }
        if (!job.beginCommit()) {
            undo(connection, lent, null);
            return;
        }
        try {
            connector.commit(lent);
        } catch (Exception failure) {
            if (dropIfBroken(connection, failure)) {
                job.fail(
                        JobOutcome.UNKNOWN,
                        job.ticket().outcomeUnknown("lost the connection while it committed job", failure));
            } else {
                undo(connection, lent, failure);
                job.fail(JobOutcome.FAILED, failure);
            }
            return;
        }
        job.answer(result);
    }

    private boolean dropIfBroken(C connection, Throwable failure) {
        boolean broken = connector.isBroken(connection, failure);
        if (broken) {
            link.lost(failure);
        }
        return broken;
    }

    private void undo(C connection, C lent, @Nullable Throwable failure) {
        if (failure != null && dropIfBroken(connection, failure)) {
            return;
        }
        try {
            connector.rollback(lent);
        } catch (Exception e) {
            if (failure != null && failure != e) {
                failure.addSuppressed(e);
            }
            link.lost(e);
        }
    }
}
