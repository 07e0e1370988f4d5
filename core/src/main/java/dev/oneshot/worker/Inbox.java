package dev.oneshot.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that have just come in: any number of threads push, none waits for another, and whoever has the lock of the
 * {@link JobQueue} takes them all out to give them their places in the lanes.
 *
 * <p>A stack, linked through the jobs, that is turned round when it is emptied: one compare-and-set for each job, while a
 * lock that callers had to share with the worker would put them to sleep.
 */
final class Inbox<C> {

    private static final VarHandle NEWEST = newest();

    private volatile @Nullable QueuedJob<C, ?> newest;

    void push(QueuedJob<C, ?> job) {
        QueuedJob<C, ?> before;
        do {
            before = newest;
            job.next = before;
        } while (!NEWEST.compareAndSet(this, before, job));
    }

    boolean isEmpty() {
        return newest == null;
    }

    /** Takes all jobs out; the oldest comes first, the others are linked behind it. */
    @SuppressWarnings("unchecked") // nothing else is ever stored
    @Nullable QueuedJob<C, ?> takeAll() {
        QueuedJob<C, ?> job = isEmpty() ? null : (QueuedJob<C, ?>) NEWEST.getAndSet(this, null);
        QueuedJob<C, ?> newer = null;
        while (job != null) {
            QueuedJob<C, ?> older = job.next;
            job.next = newer;
            newer = job;
            job = older;
        }
        return newer;
    }

    private static VarHandle newest() {
        try {
            return MethodHandles.lookup().findVarHandle(Inbox.class, "newest", QueuedJob.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
