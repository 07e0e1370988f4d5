package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts and stops a worker as a whole: all its seats, or none.
 *
 * <p>{@link #transition} is held through a whole stop, and by a start until the threads run, so that they follow one
 * another; the worker's own threads never take it. Any thread reads the phase at any time.
 */
final class WorkerLifecycle<C> {

    private static final Logger LOG = System.getLogger(WorkerLifecycle.class.getName());

    /** How long a stop waits for an interrupted job before it leaves the thread to itself. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final long ANY = -1;

    enum Phase {
        STOPPED,
        RUNNING,
        STOPPING
    }

    private final String worker;
    private final List<Side<C>> sides;
    private final List<Seat<C>> seats = new ArrayList<>();
    private final ReentrantLock transition = new ReentrantLock();
    private volatile Phase phase = Phase.STOPPED;

    /** Which start the worker owes its threads to; guarded by {@link #transition}. */
    private long generation;

    /** Of how many sides the threads were started since then; guarded by the same. */
    private int startedSides;

    WorkerLifecycle(String worker, List<Side<C>> sides) {
        this.worker = worker;
        this.sides = sides;
        sides.forEach(side -> seats.addAll(side.seats()));
    }

    Phase phase() {
        return phase;
    }

    void start() {
        if (isCurrentThread()) {
            if (phase == Phase.RUNNING) {
                return;
            }
            throw new IllegalStateException(
                    "worker '" + worker + "' cannot be started from one of its own jobs while it stops");
        }
        long mine = launch();
        try {
            // The readers come after the writer: connections that switch a new SQLite file to the write-ahead log at
            // the same time do not wait for each other, but fail.
            for (int number = 0; number < sides.size(); number++) {
                startSeats(number, mine);
                // Not under the lock: a stop must be able to end a start whose connection hangs.
                sides.get(number).seats().forEach(Seat::awaitFirstConnection);
            }
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ConnectionFailedException failure =
                    new ConnectionFailedException(worker, "could not connect when it was started: " + cause, cause);
            stop(GRACE, failure, mine);
            throw failure;
        }
    }

    void stop(Duration timeout) {
        if (isCurrentThread()) {
            throw new IllegalStateException(
                    "worker '" + worker + "' cannot be stopped from one of its own jobs: stop waits for the job");
        }
        stop(
                timeout,
                new WorkerStoppedException(
                        worker, "stopped before the job was done: it had " + Durations.text(Durations.nanos(timeout))),
                ANY);
    }

    private long launch() {
        transition.lock();
        try {
            if (phase == Phase.RUNNING) {
                return generation;
            }
            refuseSecondThread();
            generation++;
            startedSides = 0;
            phase = Phase.RUNNING;
            sides.forEach(Side::open);
            return generation;
        } finally {
            transition.unlock();
        }
    }

    /** Starts the threads of a side, unless another start did so, or a stop has come meanwhile. */
    private void startSeats(int number, long mine) {
        transition.lock();
        try {
            if (phase == Phase.RUNNING && generation == mine && startedSides == number) {
                startedSides++;
                sides.get(number).seats().forEach(Seat::start);
            }
        } catch (Throwable failure) {
            end(GRACE, new WorkerDiedException(worker, "could not start its thread: " + failure, failure));
            throw failure;
        } finally {
            transition.unlock();
        }
    }

    /** A start that failed ends its own generation and never that of a later start. */
    private void stop(Duration timeout, WorkerException reason, long whose) {
        transition.lock();
        try {
            if (phase == Phase.RUNNING && (whose == ANY || whose == generation)) {
                end(timeout, reason);
            }
        } finally {
            transition.unlock();
        }
    }

    private void end(Duration timeout, WorkerException reason) {
        phase = Phase.STOPPING;
        sides.forEach(Side::close);
        if (!ended(timeout)) {
            giveUp(reason);
        }
        // What is still here came in after a thread had died and before the stop, or found it stuck.
        sides.forEach(side -> side.abandonQueue(reason));
        sides.forEach(Side::ended);
        phase = Phase.STOPPED;
    }

    private boolean isCurrentThread() {
        return sides.stream().anyMatch(Side::isCurrentThread);
    }

    /** A job that outlived the last stop still has the connection; two threads must never have one. */
    private void refuseSecondThread() {
        if (!ended(GRACE)) {
            throw new IllegalStateException("worker '" + worker
                    + "' cannot start again yet, its thread has not ended since it was stopped: " + stuck());
        }
    }

    private void giveUp(WorkerException reason) {
        sides.forEach(side -> side.abandonQueue(reason));
        seats.forEach(seat -> seat.giveUp(reason));
        // An interrupt of the caller has ended the patience with jobs, but not the care for the connection.
        boolean interrupted = Thread.interrupted();
        try {
            if (!ended(GRACE)) {
                seats.forEach(seat -> seat.forsake(reason));
                LOG.log(
                        Level.ERROR,
                        "worker ''{0}'' has stopped, but its thread still has the connection: {1}",
                        worker,
                        stuck());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean ended(Duration timeout) {
        long deadline = System.nanoTime() + Durations.nanos(timeout);
        boolean all = true;
        for (Seat<C> seat : seats) {
            all &= seat.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return all;
    }

    private String stuck() {
        List<String> activities = new ArrayList<>();
        for (Seat<C> seat : seats) {
            if (!seat.awaitEnd(Duration.ZERO)) {
                activities.add(seat.activity());
            }
        }
        return String.join("; ", activities);
    }
}
