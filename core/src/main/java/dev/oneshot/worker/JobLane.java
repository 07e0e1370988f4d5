package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/**
 * One lane of the {@link JobLanes}: a list linked through the jobs themselves, so that one that expires or is cancelled
 * leaves its place at once, wherever it stands, at a constant cost. Guarded by the queue's lock.
 */
final class JobLane<C> {

    private @Nullable QueuedJob<C, ?> first;
    private @Nullable QueuedJob<C, ?> last;

    private int size;

    /** How often in a row a higher lane was served while this one waited. */
    int passedOver;

    @Nullable QueuedJob<C, ?> first() {
        return first;
    }

    int size() {
        return size;
    }

    void append(QueuedJob<C, ?> job) {
        size++;
        job.lane = this;
        job.previous = last;
        job.next = null;
        if (last == null) {
            first = job;
        } else {
            last.next = job;
        }
        last = job;
    }

    /** Puts a job before all others. */
    void prepend(QueuedJob<C, ?> job) {
        size++;
        job.lane = this;
        job.next = first;
        if (first == null) {
            last = job;
        } else {
            first.previous = job;
        }
        first = job;
    }

    void unlink(QueuedJob<C, ?> job) {
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
        size--;
        job.previous = null;
        job.next = null;
        job.lane = null;
    }
}
