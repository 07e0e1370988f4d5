package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/**
 * Says who runs the next job where a connection is idle: a thread of the worker, which is called, or the job's own caller, who
 * is invited to come in. Callers are invited as long as no more wait than there are readers. In a crowd threads serve: callers
 * that never wait for long are run by the system for as long as it pleases, and others starve.
 *
 * <p>Guarded by the lock of the {@link JobQueue}, but for what any thread may ask or tell.
 */
final class Usher<C> {

    private final WaitingJobs<C> jobs;
    private final Benches<C> benches;
    private final Company company;

    /** Up to how many jobs may wait for the next to be run by its caller; zero where nobody is invited. */
    private final int mostInvited;

    Usher(WaitingJobs<C> jobs, Benches<C> benches, int mostInvited) {
        this.jobs = jobs;
        this.benches = benches;
        this.company = new Company(Math.max(1, mostInvited));
        this.mostInvited = mostInvited;
    }

    /** A job has come, with which so many wait; any thread. */
    void cameWith(int waiting) {
        company.came(waiting);
    }

    /** Whether callers have come one by one of late, or, where they are invited, no more at a time than can be; any thread. */
    boolean isCalm() {
        return company.isNone();
    }

    /** Whether a job that has come, with which so many wait, needs a thread, and one can be called; any thread may ask. */
    boolean isThreadWantedFor(QueuedJob<C, ?> job, int waiting) {
        // A caller that can be let in looks for itself, unless there is a crowd.
        return (job.ownTurn == null || waiting > mostInvited) && benches.hasIdle();
    }

    /** Calls a thread that is idle, if there is a job for it. */
    void callThread() {
        if (!jobs.isEmpty()) {
            benches.call();
        }
    }

    /** Calls a thread for the next job, or returns the turn of its caller, who is then to be invited without the lock. */
    @Nullable OwnTurn<C, ?> callNext() {
        QueuedJob<C, ?> next = jobs.isEmpty() ? null : jobs.next();
        if (next == null) {
            return null;
        }
        if (next.ownTurn != null && jobs.size() <= mostInvited) {
            return benches.hasIdle() ? next.ownTurn : null;
        }
        benches.call();
        return null;
    }

    /** As {@link #callNext}, after a thread has taken a job out; where nobody is invited, it sees to the others by itself. */
    @Nullable OwnTurn<C, ?> callNextBesideThread() {
        return mostInvited > 0 ? callNext() : null;
    }
}
