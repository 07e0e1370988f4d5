package dev.oneshot.worker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one turn, for whoever has to answer them in the stead of the thread that has them. One that has ended does no
 * harm. The lock is held for moments, and while nobody is answered.
 */
final class HeldJobs<C> {

    private final List<QueuedJob<C, ?>> jobs = new ArrayList<>();
    private @Nullable WorkerException reason;

    /** Takes a job in; it ends at once if all have been abandoned. */
    void add(QueuedJob<C, ?> job) {
        WorkerException abandoned;
        synchronized (this) {
            jobs.add(job);
            abandoned = reason;
        }
        if (abandoned != null) {
            job.abandon(abandoned);
        }
    }

    synchronized int size() {
        return jobs.size();
    }

    synchronized void clear() {
        jobs.clear();
    }

    /** Ends the jobs at hand, and all that come, towards their callers. */
    void abandon(WorkerException because) {
        List<QueuedJob<C, ?>> atHand;
        synchronized (this) {
            reason = because;
            atHand = List.copyOf(jobs);
        }
        atHand.forEach(job -> job.abandon(because));
    }
}
