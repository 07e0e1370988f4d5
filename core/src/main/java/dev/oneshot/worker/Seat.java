package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a worker, and the thread that has its shift there.
 *
 * <p>Start and stop are called by one thread at a time. {@link #handover} is held for moments only: under it either a stop
 * begins or a dying thread starts its successor, so that a stop which has begun knows the last shift. Any thread may read
 * the shift at any time.
 */
final class Seat<C> {

    private static final Logger LOG = System.getLogger(Seat.class.getName());

    private final Side<C> side;
    private final String name;
    private final Link<C> link;
    private final Overstay<C> overstay = new Overstay<>(this);
    private final Object handover = new Object();
    private volatile boolean wanted;
    private volatile @Nullable Shift<C> shift;

    Seat(Side<C> side, String name, Link<C> link) {
        this.side = side;
        this.name = name;
        this.link = link;
    }

    Link<C> link() {
        return link;
    }

    boolean isCurrentThread() {
        Shift<C> current = shift;
        return current != null && current.isCurrentThread();
    }

    /** The job that has the connection. */
    @Nullable QueuedJob<C, ?> running() {
        Shift<C> current = shift;
        return current == null ? null : current.loop().running();
    }

    /** The job that has the connection, or for which the thread is about to begin although its time is over. */
    @Nullable QueuedJob<C, ?> occupant() {
        QueuedJob<C, ?> running = running();
        return running != null
                ? running
                : held().stream()
                        .filter(QueuedJob::hasExpiredRunning)
                        .findFirst()
                        .orElse(null);
    }

    /** The thread that has the connection, its own or a borrower's; null before the first start. */
    @Nullable Thread user() {
        Shift<C> current = shift;
        return current == null ? null : current.user();
    }

    /** Tells of jobs that keep the connection beyond their time. */
    Overstay<C> overstay() {
        return overstay;
    }

    /** The jobs that the thread has in its hands. */
    List<QueuedJob<C, ?>> held() {
        Shift<C> current = shift;
        return current == null ? List.of() : current.loop().held();
    }

    /** Starts the thread; only after the last one has ended. */
    void start() {
        link.startAfresh();
        synchronized (handover) {
            wanted = true;
            launch(side.settings().failFast);
        }
    }

    /**
     * Waits until the first attempt to connect is over.
     *
     * @throws CompletionException with the reason why there is no connection, if the thread has given up
     */
    void awaitFirstConnection() {
        Shift<C> current = shift;
        if (current != null) {
            current.loop().started().join();
        }
    }

    /** From now on a thread that dies is not replaced. */
    void retire() {
        synchronized (handover) {
            wanted = false;
        }
    }

    /** Waits for the end of the thread; false if the time, or an interrupt of the caller, came first. */
    boolean awaitEnd(Duration timeout) {
        Shift<C> current = shift;
        return current == null || current.awaitEnd(timeout);
    }

    /** Answers the callers of the jobs at hand, and interrupts the thread that has not finished them. */
    void giveUp(WorkerException reason) {
        Shift<C> current = shift;
        if (current != null) {
            current.loop().abandon(reason);
            current.loop().interrupt(current.thread());
        }
    }

    /** The thread cannot be made to end; whoever waits for its first connection need not. */
    void forsake(WorkerException reason) {
        Shift<C> current = shift;
        if (current != null) {
            current.loop().started().completeExceptionally(reason);
        }
    }

    /** What the thread is doing, for messages. */
    String activity() {
        QueuedJob<C, ?> running = running();
        if (running != null) {
            return "running '" + running.name() + "' for " + Durations.text(running.ranNanos());
        }
        if (link.isOpen()) {
            return "between two jobs";
        }
        Throwable failure = link.lastFailure();
        return failure == null
                ? "not connected yet"
                : "no connection for " + Durations.text(link.stateNanos()) + ": " + failure;
    }

    /** Starts a thread; only under {@link #handover}. */
    private void launch(boolean failFast) {
        WorkerLoop<C> loop = new WorkerLoop<>(side, link, name, failFast);
        boolean inheritThreadLocals = false;
        Thread thread = new Thread(null, () -> live(loop), "oneshot-" + name, 0, inheritThreadLocals);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        shift = new Shift<>(loop, thread);
        thread.start();
    }

    /** The whole life of one thread; whatever kills it is answered to all who waited on it. */
    private void live(WorkerLoop<C> loop) {
        try {
            loop.run();
        } catch (Throwable death) {
            WorkerDiedException reason = new WorkerDiedException(
                    side.workerName(), "lost its thread with the job queued or running: " + death, death);
            LOG.log(Level.ERROR, reason.getMessage(), death);
            // All are taken out before the first is told: who hears of this and asks again must not die of it, too.
            List<QueuedJob<C, ?>> queued = side.queue().drain();
            loop.bury(reason);
            queued.forEach(job -> job.abandon(reason));
            replace();
        }
    }

    private void replace() {
        WorkerDiedException reason;
        synchronized (handover) {
            if (!wanted) {
                return;
            }
            try {
                launch(false);
                return;
            } catch (Throwable failure) {
                reason = new WorkerDiedException(
                        side.workerName(), "lost its thread and could not start another: " + failure, failure);
            }
        }
        side.close();
        LOG.log(Level.ERROR, reason.getMessage(), reason);
        side.abandonQueue(reason);
    }
}
