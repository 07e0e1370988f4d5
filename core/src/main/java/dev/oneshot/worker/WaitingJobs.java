package dev.oneshot.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that wait in a {@link JobQueue}: those that have just come, in the {@link Inbox}, and those that have a place in the
 * {@link JobLanes}. Whoever looks at them gives the newcomers their places first.
 *
 * <p>Any thread may put a job in, and ask for newcomers; all else is guarded by the lock of the queue.
 */
final class WaitingJobs<C> {

    private final Inbox<C> inbox = new Inbox<>();
    private final JobLanes<C> lanes = new JobLanes<>();

    /** How many writes have been given a place. */
    private long writes;

    /** Puts a job in; any thread. */
    void add(QueuedJob<C, ?> job) {
        inbox.push(job);
    }

    /** Whether a job has come to which nobody has given a place yet; any thread may ask. */
    boolean hasNewcomers() {
        return !inbox.isEmpty();
    }

    /** Puts a job before all others. */
    void putBack(QueuedJob<C, ?> job) {
        lanes.prepend(job);
    }

    boolean isEmpty() {
        collect();
        return lanes.size() == 0;
    }

    /** Whether the job waits here; if not, somebody has taken it out. */
    boolean contains(QueuedJob<C, ?> job) {
        collect();
        return job.lane != null;
    }

    /** How many have a place. */
    int size() {
        return lanes.size();
    }

    /** The job whose turn it is, among those that have a place; it stays where it is. */
    @Nullable QueuedJob<C, ?> next() {
        return lanes.next();
    }

    /** Takes out the job whose turn it is. */
    void serve(QueuedJob<C, ?> next) {
        lanes.serve(next);
    }

    /** Takes out a job that is here, and whose turn it is not. */
    void remove(QueuedJob<C, ?> job) {
        lanes.remove(job);
    }

    /** All of them; they stay where they are. */
    List<QueuedJob<C, ?>> all() {
        collect();
        return lanes.all();
    }

    /** How many writes have come in so far. */
    long writes() {
        collect();
        return writes;
    }

    QueueDepth depth() {
        collect();
        return new QueueDepth(lanes.size(), lanes.sizes(), lanes.oldestWaitNanos());
    }

    /** Gives the newcomers their places. */
    void collect() {
        QueuedJob<C, ?> job = inbox.takeAll();
        while (job != null) {
            QueuedJob<C, ?> newer = job.next;
            lanes.append(job);
            writes += job.isReadOnly() ? 0 : 1;
            job = newer;
        }
    }
}
