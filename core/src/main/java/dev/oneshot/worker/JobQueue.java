package dev.oneshot.worker;

import dev.oneshot.Waker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /**
     * How many jobs in a row have to come to an idle worker until a caller counts as a lone one. Where there is a crowd, a
     * caller that is awake would borrow again and again while the others wait, and nothing would be left to commit together.
     */
    private static final int ALONE = 16;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition end = lock.newCondition();
    private final JobLanes<C> lanes = new JobLanes<>();
    private final Benches<C> benches = new Benches<>();
    private final Set<Reservation<C>> waiting = new LinkedHashSet<>();
    private int granted;

    /** How many jobs in a row have come while no other was there. */
    private int unhurried = ALONE;

    private long writes;
    private boolean closed = true;

    /** A queue that is closed until {@link #open}. */
    JobQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Where a thread that serves this queue may sit. */
    Bench<C> bench(WorkerLoop<C> loop) {
        return new Bench<>(loop, lock.newCondition());
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

    /** Puts a job back that was taken out and could not be run: before all others, however full it is here. */
    void putBack(QueuedJob<C, ?> job) {
        lock.lock();
        try {
            lanes.prepend(job);
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

    /**
     * Waits until there is a job or the connection needs care, at most for the time given; false if the queue is closed and
     * empty. The connection may be lent meanwhile.
     */
    boolean awaitJob(Bench<C> bench, long nanos) {
        lock.lock();
        try {
            long remaining = nanos;
            while (isEmpty() && !closed && !bench.recalled && remaining > 0) {
                remaining = benches.sit(bench, remaining, nanos);
            }
            benches.leave(bench);
            return !isEmpty() || !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Calls another thread to the job for which the calling one was called, and which it cannot run now. */
    void callAnother() {
        lock.lock();
        try {
            if (!isEmpty()) {
                benches.call();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Borrows an idle connection for the job of a lone caller, which then needs no place here; null if there is none, or
     * the caller was not alone of late.
     */
    @Nullable Bench<C> borrow(QueuedJob<C, ?> job) {
        lock.lock();
        try {
            Bench<C> bench = closed || !isEmpty() || unhurried < ALONE ? null : benches.lend();
            if (bench != null) {
                countWrite(job);
            }
            return bench;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a connection back, and says whether it needs the care of its thread. */
    void giveBack(Bench<C> bench, boolean needsCare) {
        lock.lock();
        try {
            bench.recalled = needsCare;
            benches.takeBack(bench, needsCare || closed || !isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the time given; ends early, with false, when the queue is closed and empty. */
    boolean pause(long nanos) {
        lock.lock();
        try {
            long remaining = nanos;
            while (!(closed && isEmpty()) && remaining > 0) {
                remaining = Benches.sleep(end, remaining);
            }
            return !(closed && isEmpty());
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
            job = lanes.next();
            if (job == null || (sharedOnly && job.transaction() != JobTransaction.SHARED)) {
                return null;
            }
            lanes.serve(job);
            next = left();
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
            lanes.remove(job);
            next = left();
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
            benches.callAll();
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
            return new Depth(lanes.size(), lanes.sizes(), lanes.oldestWaitNanos());
        } finally {
            lock.unlock();
        }
    }

    record Depth(int size, Map<Priority, Integer> sizes, long oldestWaitNanos) {}

    private boolean isEmpty() {
        return lanes.size() == 0;
    }

    private boolean hasRoom() {
        return lanes.size() + granted < capacity;
    }

    private void append(QueuedJob<C, ?> job) {
        unhurried = isEmpty() && benches.hasIdle() ? Math.min(unhurried + 1, ALONE) : 0;
        lanes.append(job);
        countWrite(job);
        benches.call();
    }

    private void countWrite(QueuedJob<C, ?> job) {
        if (!job.isReadOnly()) {
            writes++;
        }
    }

    /** Something has left the queue; returns the reservation that is to be woken because it got the place. */
    private @Nullable Reservation<C> left() {
        if (closed && isEmpty()) {
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
}
