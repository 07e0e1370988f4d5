package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread behind a worker: starts it, stops it, and replaces it when it dies.
 *
 * <p>{@link #transition} is held through a whole start or stop, so that they follow one another. The rest is read by
 * any thread at any time.
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
    private final ReentrantLock transition = new ReentrantLock();

    private volatile Phase phase = Phase.STOPPED;
    private volatile @Nullable WorkerLoop<C> loop;
    private volatile @Nullable Thread thread;

    WorkerLifecycle(WorkerBuilder<C> settings, JobQueue<C> queue) {
        this.settings = settings;
        this.queue = queue;
        this.link = new Link<>(
                settings.name, settings.connector, settings.timer, Durations.nanos(settings.validateAfterIdle));
    }

    void start() {
        transition.lock();
        try {
            if (phase == Phase.RUNNING) {
                return;
            }
            refuseSecondThread();
            WorkerLoop<C> first = new WorkerLoop<>(settings, queue, link, settings.failFast);
            queue.open();
            phase = Phase.RUNNING;
            launch(first);
            awaitFirstConnection(first);
        } finally {
            transition.unlock();
        }
    }

    void stop(Duration timeout) {
        if (isCurrentThread()) {
            throw new IllegalStateException("worker '" + settings.name
                    + "' cannot be stopped from one of its own jobs: stop waits for the job");
        }
        transition.lock();
        try {
            if (phase != Phase.RUNNING) {
                return;
            }
            phase = Phase.STOPPING;
            queue.close();
            if (!ended(timeout)) {
                giveUp(timeout);
            }
            phase = Phase.STOPPED;
        } finally {
            transition.unlock();
        }
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    WorkerSnapshot snapshot() {
        JobQueue.Depth depth = queue.depth();
        QueuedJob<C, ?> running = running();
        return new WorkerSnapshot(
                settings.name,
                state(running),
                new WorkerSnapshot.Queue(
                        depth.size(), settings.queueCapacity, Duration.ofNanos(depth.oldestWaitNanos())),
                running == null
                        ? null
                        : new WorkerSnapshot.Running(
                                running.ticket().name(),
                                Duration.ofNanos(running.ticket().ranNanos())),
                link.snapshot());
    }

    /** Why a job is refused by a full queue, with the numbers that an operator would ask for. */
    String census(String job) {
        JobQueue.Depth depth = queue.depth();
        return "refused job '" + job + "': queue full (queued=" + depth.size() + ", capacity=" + settings.queueCapacity
                + ", oldest waits " + Durations.text(depth.oldestWaitNanos()) + ", " + activity() + ")";
    }

    WorkerStoppedException notRunning() {
        return new WorkerStoppedException(
                settings.name,
                phase == Phase.STOPPED ? "is not running: it was not started, or has been stopped" : "is stopping");
    }

    private String activity() {
        QueuedJob<C, ?> running = running();
        if (running != null) {
            return "running '" + running.ticket().name() + "' for "
                    + Durations.text(running.ticket().ranNanos());
        }
        return link.isOpen()
                ? "between two jobs"
                : "not connected: " + link.snapshot().lastFailure();
    }

    private @Nullable QueuedJob<C, ?> running() {
        WorkerLoop<C> current = loop;
        return current == null ? null : current.running();
    }

    private WorkerState state(@Nullable QueuedJob<C, ?> running) {
        return switch (phase) {
            case STOPPED -> WorkerState.STOPPED;
            case STOPPING -> WorkerState.STOPPING;
            case RUNNING ->
                !link.isOpen() ? WorkerState.CONNECTING : running == null ? WorkerState.IDLE : WorkerState.RUNNING;
        };
    }

    private void launch(WorkerLoop<C> next) {
        Thread created = new Thread(() -> live(next), "oneshot-" + settings.name);
        created.setDaemon(true);
        loop = next;
        thread = created;
        created.start();
    }

    /** The whole life of one thread; whatever kills it is answered to all who waited on it. */
    private void live(WorkerLoop<C> current) {
        try {
            current.run();
        } catch (Throwable death) {
            buryAndReplace(current, death);
        }
    }

    private void buryAndReplace(WorkerLoop<C> dead, Throwable death) {
        WorkerDiedException reason = new WorkerDiedException(
                settings.name, "lost its thread with the job queued or running; a new one takes over: " + death, death);
        LOG.log(Level.ERROR, reason.getMessage(), death);
        dead.abandonRunning(reason);
        queue.drain().forEach(job -> job.abandon(reason));
        if (!dead.started().completeExceptionally(death) && phase == Phase.RUNNING) {
            launch(new WorkerLoop<>(settings, queue, link, false));
        }
    }

    private void awaitFirstConnection(WorkerLoop<C> first) {
        try {
            first.started().join();
        } catch (CompletionException e) {
            queue.close();
            phase = Phase.STOPPED;
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ConnectionFailedException failure = new ConnectionFailedException(
                    settings.name, "could not connect when it was started: " + cause, cause);
            queue.drain().forEach(job -> job.abandon(failure));
            throw failure;
        }
    }

    /** A job that outlived the last stop still has the connection; two threads must never have one. */
    private void refuseSecondThread() {
        if (!ended(GRACE)) {
            throw new IllegalStateException("worker '" + settings.name
                    + "' cannot start again yet, its thread has not ended since it was stopped: " + activity());
        }
    }

    private boolean ended(Duration timeout) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + Durations.nanos(timeout);
        try {
            while (true) {
                Thread current = thread;
                long remaining = deadline - System.nanoTime();
                if (current == null || !current.isAlive()) {
                    return true;
                }
                if (remaining <= 0) {
                    return false;
                }
                try {
                    TimeUnit.NANOSECONDS.timedJoin(current, remaining);
                } catch (InterruptedException e) {
                    interrupted = true;
                    return false;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void giveUp(Duration timeout) {
        WorkerStoppedException reason = new WorkerStoppedException(
                settings.name, "stopped before the job was done: it had " + Durations.text(Durations.nanos(timeout)));
        queue.drain().forEach(job -> job.abandon(reason));
        WorkerLoop<C> current = loop;
        Thread stuck = thread;
        if (current == null || stuck == null) {
            return;
        }
        current.abandonRunning(reason);
        stuck.interrupt();
        if (!ended(GRACE)) {
            LOG.log(
                    Level.ERROR,
                    "worker ''{0}'' has stopped, but its thread still has the connection: {1}",
                    settings.name,
                    activity());
        }
    }
}
