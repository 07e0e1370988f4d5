package dev.oneshot.worker;

import dev.oneshot.Waker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue before a worker: many threads put jobs in, the worker takes them out, lane by lane and in order.
 *
 * <p>Places can be reserved: a {@link Reservation} that finds no room waits in line, and is given the place that becomes
 * free before anybody else can take it. So {@code size + granted} never exceeds the capacity, and there is room only
 * while nobody waits. One lock guards it all; no waker is called while it is held. After {@link #close} nothing comes in
 * any more and the rest can be taken out.
 */
final class JobQueue<C> {

    enum Admission {
        ACCEPTED,
        FULL,
        CLOSED
    }

    /** How often in a row a lane is passed over for higher ones before it is served. */
    private static final int PATIENCE = 8;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Condition end = lock.newCondition();
    private final List<JobLane<C>> lanes = new ArrayList<>();
    private final Set<Reservation<C>> waiting = new LinkedHashSet<>();
    private int size;
    private int granted;
    private long writes;
    private boolean closed = true;

    /** A queue that is closed until {@link #open}. */
    JobQueue(int capacity) {
        this.capacity = capacity;
        for (int lane = 0; lane < Priority.values().length; lane++) {
            lanes.add(new JobLane<>());
        }
    }

    Admission offer(QueuedJob<C, ?> job) {
        lock.lock();
        try {
            if (closed) {
                return Admission.CLOSED;
            }
            if (!hasRoom()) {
                return Admission.FULL;
            }
            append(job);
            return Admission.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a job on a place that was granted; the grant is used up whatever comes of it. */
    Admission fill(QueuedJob<C, ?> job) {
        lock.lock();
        try {
            granted--;
            if (closed) {
                return Admission.CLOSED;
            }
            append(job);
            return Admission.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Grants a place to the reservation now, or puts it in line to be woken; only the latest waker is kept. */
    Admission await(Reservation<C> reservation) {
        lock.lock();
        try {
            if (reservation.granted) {
                return Admission.ACCEPTED;
            }
            if (closed) {
                return Admission.CLOSED;
            }
            if (hasRoom()) {
                granted++;
                return Admission.ACCEPTED;
            }
            waiting.add(reservation);
            return Admission.FULL;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a reservation out of the line; false if it is not there, since it was granted a place. */
    boolean withdraw(Reservation<C> reservation) {
        lock.lock();
        try {
            return waiting.remove(reservation);
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a place that was granted. */
    void giveBack() {
        Reservation<C> next;
        lock.lock();
        try {
            granted--;
            next = grantNext();
        } finally {
            lock.unlock();
        }
        wake(next);
    }

    /** Waits until there is a job, at most for the time given; false if the queue is closed and empty. */
    boolean awaitJob(long nanos) {
        lock.lock();
        try {
            long remaining = nanos;
            while (size == 0 && !closed && remaining > 0) {
                remaining = sleep(arrival, remaining);
            }
            return size > 0 || !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the time given; ends early, with false, when the queue is closed and empty. */
    boolean pause(long nanos) {
        lock.lock();
        try {
            long remaining = nanos;
            while (!(closed && size == 0) && remaining > 0) {
                remaining = sleep(end, remaining);
            }
            return !(closed && size == 0);
        } finally {
            lock.unlock();
        }
    }

    /** Takes out the job whose turn it is, if there is one. */
    @Nullable QueuedJob<C, ?> poll() {
        return poll(false);
    }

    /** Takes out the job whose turn it is, if there is one and it shares its transaction. */
    @Nullable QueuedJob<C, ?> pollShared() {
        return poll(true);
    }

    private @Nullable QueuedJob<C, ?> poll(boolean sharedOnly) {
        QueuedJob<C, ?> job;
        Reservation<C> next;
        lock.lock();
        try {
            job = pick();
            if (job == null || (sharedOnly && job.transaction() != JobTransaction.SHARED)) {
                return null;
            }
            countPassedOver(job);
            next = unlink(job);
        } finally {
            lock.unlock();
        }
        wake(next);
        return job;
    }

    /** Takes out a job that has ended, if it is still here. */
    void remove(QueuedJob<C, ?> job) {
        Reservation<C> next;
        lock.lock();
        try {
            next = job.lane == null ? null : unlink(job);
        } finally {
            lock.unlock();
        }
        wake(next);
    }

    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        List<Reservation<C>> turnedAway;
        lock.lock();
        try {
            closed = true;
            turnedAway = List.copyOf(waiting);
            waiting.clear();
            arrival.signalAll();
            end.signalAll();
        } finally {
            lock.unlock();
        }
        turnedAway.forEach(JobQueue::wake);
    }

    /** Takes all jobs out. */
    List<QueuedJob<C, ?>> drain() {
        List<QueuedJob<C, ?>> jobs = new ArrayList<>();
        for (QueuedJob<C, ?> job = poll(); job != null; job = poll()) {
            jobs.add(job);
        }
        return jobs;
    }

    /** How many writes have come in so far: if the number stands, none has. */
    long writes() {
        lock.lock();
        try {
            return writes;
        } finally {
            lock.unlock();
        }
    }

    /** How many jobs wait, and for how long the first of them has. */
    Depth depth() {
        lock.lock();
        try {
            long oldest = 0;
            for (JobLane<C> lane : lanes) {
                QueuedJob<C, ?> first = lane.first();
                oldest =
                        first == null ? oldest : Math.max(oldest, first.ticket().waitedNanos());
            }
            return new Depth(size, oldest);
        } finally {
            lock.unlock();
        }
    }

    record Depth(int size, long oldestWaitNanos) {}

    private boolean hasRoom() {
        return size + granted < capacity;
    }

    private void append(QueuedJob<C, ?> job) {
        lanes.get(job.priority().ordinal()).append(job);
        size++;
        if (!job.isReadOnly()) {
            writes++;
        }
        arrival.signal();
    }

    /** The first job of the highest lane, unless a lower one has been patient for long enough. */
    private @Nullable QueuedJob<C, ?> pick() {
        QueuedJob<C, ?> highest = null;
        for (JobLane<C> lane : lanes) {
            QueuedJob<C, ?> first = lane.first();
            if (first == null) {
                continue;
            }
            if (lane.passedOver >= PATIENCE) {
                return first;
            }
            highest = highest == null ? first : highest;
        }
        return highest;
    }

    private void countPassedOver(QueuedJob<C, ?> served) {
        for (JobLane<C> lane : lanes) {
            lane.passedOver = lane == served.lane || lane.first() == null ? 0 : lane.passedOver + 1;
        }
    }

    /** Takes the job out, and returns the reservation that is to be woken because it got the place. */
    private @Nullable Reservation<C> unlink(QueuedJob<C, ?> job) {
        JobLane<C> lane = job.lane;
        if (lane != null) {
            lane.unlink(job);
            size--;
        }
        if (closed && size == 0) {
            end.signalAll();
        }
        return grantNext();
    }

    private @Nullable Reservation<C> grantNext() {
        if (waiting.isEmpty() || closed || !hasRoom()) {
            return null;
        }
        Reservation<C> next = waiting.iterator().next();
        waiting.remove(next);
        granted++;
        next.granted = true;
        return next;
    }

    private static void wake(@Nullable Reservation<?> reservation) {
        Waker waker = reservation == null ? null : reservation.waker;
        if (waker != null) {
            waker.wake();
        }
    }

    /** The worker's own sleep. Nobody interrupts it but to say that it stops, and then the queue is closed, too. */
    private static long sleep(Condition condition, long nanos) {
        try {
            return condition.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return nanos;
        }
    }
}
