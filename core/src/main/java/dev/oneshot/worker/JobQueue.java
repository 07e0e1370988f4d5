package dev.oneshot.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue before a worker: many threads put jobs in, one takes them out in order.
 *
 * <p>A list linked through the jobs themselves, so that one that expires or is cancelled leaves its place at once,
 * wherever it stands, at a constant cost. One lock guards it all; nothing is called while it is held. After
 * {@link #close} nothing comes in any more and the rest can be taken out.
 */
final class JobQueue<C> {

    enum Admission {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private @Nullable QueuedJob<C, ?> first;
    private @Nullable QueuedJob<C, ?> last;
    private int size;
    private boolean closed = true;

    /** A queue that is closed until {@link #open}. */
    JobQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Waits for a free place up to a bound, zero for not at all. An interrupt ends the wait, and the flag stays set. */
    Admission offer(QueuedJob<C, ?> job, long waitNanos) {
        lock.lock();
        try {
            awaitPlace(waitNanos);
            return add(job);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is a job; false if the queue is closed and empty. */
    boolean await() {
        lock.lock();
        try {
            while (first == null && !closed) {
                changed.awaitUninterruptibly();
            }
            return first != null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the time given; ends early, with false, when the queue is closed and empty. */
    boolean pause(long nanos) {
        lock.lock();
        try {
            long remaining = nanos;
            while (!(closed && first == null) && remaining > 0) {
                try {
                    remaining = changed.awaitNanos(remaining);
                } catch (InterruptedException e) {
                    // Nobody interrupts a worker that has no job, except to say that it stops; the queue says so, too.
                    continue;
                }
            }
            return !(closed && first == null);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the first job out, if there is one. */
    @Nullable QueuedJob<C, ?> poll() {
        lock.lock();
        try {
            QueuedJob<C, ?> job = first;
            if (job != null) {
                unlink(job);
            }
            return job;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out a job that has ended, if it is still here. */
    void remove(QueuedJob<C, ?> job) {
        lock.lock();
        try {
            if (job.inQueue) {
                unlink(job);
            }
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all jobs out. */
    List<QueuedJob<C, ?>> drain() {
        lock.lock();
        try {
            List<QueuedJob<C, ?>> jobs = new ArrayList<>(size);
            while (first != null) {
                jobs.add(first);
                unlink(first);
            }
            return jobs;
        } finally {
            lock.unlock();
        }
    }

    /** How many jobs wait, and for how long the first of them has. */
    Depth depth() {
        lock.lock();
        try {
            return new Depth(size, first == null ? 0 : first.ticket().waitedNanos());
        } finally {
            lock.unlock();
        }
    }

    record Depth(int size, long oldestWaitNanos) {}

    private void awaitPlace(long nanos) {
        long remaining = nanos;
        try {
            while (!closed && size == capacity && remaining > 0) {
                remaining = notFull.awaitNanos(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Admission add(QueuedJob<C, ?> job) {
        if (closed) {
            return Admission.CLOSED;
        }
        if (size == capacity) {
            return Admission.FULL;
        }
        job.inQueue = true;
        job.previous = last;
        if (last == null) {
            first = job;
        } else {
            last.next = job;
        }
        last = job;
        size++;
        changed.signal();
        return Admission.ACCEPTED;
    }

    private void unlink(QueuedJob<C, ?> job) {
        QueuedJob<C, ?> before = job.previous;
        QueuedJob<C, ?> after = job.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        job.previous = null;
        job.next = null;
        job.inQueue = false;
        size--;
        notFull.signal();
        if (closed && first == null) {
            changed.signalAll();
        }
    }
}
