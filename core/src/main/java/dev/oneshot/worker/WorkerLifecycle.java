package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread behind a worker: starts it, stops it, and replaces it when it dies.
 *
 * <p>Two locks. {@link #transition} is held through a whole stop, and by a start until the thread runs, so that they
 * follow one another; the worker's thread never takes it. {@link #handover} is held for moments only: under it either
 * a stop begins or a dying thread starts its successor, so that a stop which has begun knows the last shift. Any thread
 * reads phase and shift at any time.
 */
final class WorkerLifecycle<C> {

    private static final Logger LOG = System.getLogger(WorkerLifecycle.class.getName());

    /** How long a stop waits for an interrupted job before it leaves the thread to itself. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private enum Phase {
        STOPPED,
        RUNNING,
        STOPPING
    }

    private final WorkerBuilder<C> settings;
    private final JobQueue<C> queue;
    private final Link<C> link;
    private final Census<C> census;
    private final ReentrantLock transition = new ReentrantLock();
    private final Object handover = new Object();

    private volatile Phase phase = Phase.STOPPED;
    private volatile @Nullable Shift<C> shift;

    WorkerLifecycle(WorkerBuilder<C> settings, JobQueue<C> queue) {
        this.settings = settings;
        this.queue = queue;
        this.link = new Link<>(settings);
        this.census = new Census<>(settings, queue, link);
    }

    void start() {
        if (isCurrentThread() && phase != Phase.RUNNING) {
            throw new IllegalStateException(
                    "worker '" + settings.name + "' cannot be started from one of its own jobs while it stops");
        }
        if (!isCurrentThread()) {
            awaitFirstConnection(started());
        }
    }

    void stop(Duration timeout) {
        if (isCurrentThread()) {
            throw new IllegalStateException("worker '" + settings.name
                    + "' cannot be stopped from one of its own jobs: stop waits for the job");
        }
        transition.lock();
        try {
            Shift<C> last;
            synchronized (handover) {
                last = shift;
                if (phase != Phase.RUNNING || last == null) {
                    return;
                }
                phase = Phase.STOPPING;
            }
            queue.close();
            WorkerStoppedException reason = new WorkerStoppedException(
                    settings.name,
                    "stopped before the job was done: it had " + Durations.text(Durations.nanos(timeout)));
            if (!last.awaitEnd(timeout)) {
                giveUp(last, reason);
            }
            // What is still here came in after the thread had died and before the stop, or found the thread stuck.
            abandonQueue(reason);
            phase = Phase.STOPPED;
        } finally {
            transition.unlock();
        }
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    boolean isCurrentThread() {
        Shift<C> current = shift;
        return current != null && current.isCurrentThread();
    }

    WorkerSnapshot snapshot() {
        QueuedJob<C, ?> running = running();
        return census.snapshot(state(running), running);
    }

    QueueFullException queueFull(String job) {
        return new QueueFullException(settings.name, census.queueFull(job, running()));
    }

    WorkerStoppedException notRunning() {
        return new WorkerStoppedException(
                settings.name,
                phase == Phase.STOPPING ? "is stopping" : "is not running: it was not started, or has been stopped");
    }

    private @Nullable QueuedJob<C, ?> running() {
        Shift<C> current = shift;
        return current == null ? null : current.loop().running();
    }

    private WorkerState state(@Nullable QueuedJob<C, ?> running) {
        return switch (phase) {
            case STOPPED -> WorkerState.STOPPED;
            case STOPPING -> WorkerState.STOPPING;
            case RUNNING ->
                !link.isOpen() ? WorkerState.CONNECTING : running == null ? WorkerState.IDLE : WorkerState.RUNNING;
        };
    }

    /** The shift of a worker that has been told to run, by this call or before. */
    private Shift<C> started() {
        transition.lock();
        try {
            Shift<C> last = shift;
            if (last != null) {
                if (phase == Phase.RUNNING) {
                    return last;
                }
                refuseSecondThread(last);
            }
            link.startAfresh();
            return begin();
        } finally {
            transition.unlock();
        }
    }

    /** A job that outlived the last stop still has the connection; two threads must never have one. */
    private void refuseSecondThread(Shift<C> last) {
        if (!last.awaitEnd(GRACE)) {
            throw new IllegalStateException("worker '" + settings.name
                    + "' cannot start again yet, its thread has not ended since it was stopped: "
                    + census.activity(running()));
        }
    }

    private Shift<C> begin() {
        phase = Phase.RUNNING;
        queue.open();
        try {
            synchronized (handover) {
                return launch(settings.failFast);
            }
        } catch (Throwable failure) {
            end(new WorkerDiedException(settings.name, "could not start its thread: " + failure, failure));
            throw failure;
        }
    }

    private void awaitFirstConnection(Shift<C> first) {
        try {
            first.loop().started().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ConnectionFailedException failure = new ConnectionFailedException(
                    settings.name, "could not connect when it was started: " + cause, cause);
            transition.lock();
            try {
                if (shift == first && phase == Phase.RUNNING) {
                    end(failure);
                }
            } finally {
                transition.unlock();
            }
            throw failure;
        }
    }

    /** Ends a worker that has no thread. */
    private void end(WorkerException reason) {
        phase = Phase.STOPPED;
        queue.close();
        abandonQueue(reason);
    }

    private void abandonQueue(WorkerException reason) {
        queue.drain().forEach(job -> job.abandon(reason));
    }

    /** Starts a thread; only under {@link #handover}. */
    private Shift<C> launch(boolean failFast) {
        WorkerLoop<C> loop = new WorkerLoop<>(settings.connector, queue, link, failFast);
        boolean inheritThreadLocals = false;
        Thread thread = new Thread(null, () -> live(loop), "oneshot-" + settings.name, 0, inheritThreadLocals);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        Shift<C> next = new Shift<>(loop, thread);
        shift = next;
        thread.start();
        return next;
    }

    /** The whole life of one thread; whatever kills it is answered to all who waited on it. */
    private void live(WorkerLoop<C> loop) {
        try {
            loop.run();
        } catch (Throwable death) {
            WorkerDiedException reason = new WorkerDiedException(
                    settings.name, "lost its thread with the job queued or running: " + death, death);
            LOG.log(Level.ERROR, reason.getMessage(), death);
            loop.bury(reason);
            abandonQueue(reason);
            replace();
        }
    }

    private void replace() {
        synchronized (handover) {
            if (phase != Phase.RUNNING) {
                return;
            }
            try {
                launch(false);
            } catch (Throwable failure) {
                WorkerDiedException reason = new WorkerDiedException(
                        settings.name, "lost its thread and could not start another: " + failure, failure);
                LOG.log(Level.ERROR, reason.getMessage(), failure);
                end(reason);
            }
        }
    }

    private void giveUp(Shift<C> stuck, WorkerStoppedException reason) {
        abandonQueue(reason);
        stuck.loop().abandonRunning(reason);
        stuck.loop().interrupt(stuck.thread());
        // An interrupt of the caller has ended the patience with jobs, but not the care for the connection.
        boolean interrupted = Thread.interrupted();
        try {
            if (!stuck.awaitEnd(GRACE)) {
                stuck.loop().started().completeExceptionally(reason);
                LOG.log(
                        Level.ERROR,
                        "worker ''{0}'' has stopped, but its thread still has the connection: {1}",
                        settings.name,
                        census.activity(running()));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
