package dev.oneshot.worker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that a worker's thread has in its hands: those of its turn, and behind them those that it has taken out of the
 * queue along with them. Whoever has to answer them in its stead finds them here.
 *
 * <p>One thread at a time takes turns; others may look, and abandon. The lock is held for moments, and while nobody is
 * answered.
 */
final class HeldJobs<C> {

    private final List<QueuedJob<C, ?>> jobs = new ArrayList<>();
    private volatile @Nullable WorkerException reason;

    /** How many of the jobs belong to the turn; only for the thread that takes it. */
    private int inTurn;

    synchronized void add(QueuedJob<C, ?> job) {
        jobs.add(job);
    }

    /** The job that would be next in this turn, null if there is none here; only for the thread that takes the turn. */
    @Nullable QueuedJob<C, ?> next() {
        return inTurn < jobs.size() ? jobs.get(inTurn) : null;
    }

    /** Takes the next job into the turn. */
    QueuedJob<C, ?> take() {
        QueuedJob<C, ?> job = jobs.get(inTurn);
        inTurn++;
        abandonIfGivenUp(job);
        return job;
    }

    /** Ends a job that comes too late. */
    void abandonIfGivenUp(QueuedJob<C, ?> job) {
        WorkerException abandoned = reason;
        if (abandoned != null) {
            job.abandon(abandoned);
        }
    }

    /** How many jobs have come into the turn. */
    int inTurn() {
        return inTurn;
    }

    /** The turn is over: all its jobs have been answered, or will be. */
    synchronized void endTurn() {
        jobs.subList(0, inTurn).clear();
        inTurn = 0;
    }

    /** Lets go of the jobs that have not come into a turn. */
    synchronized List<QueuedJob<C, ?>> letGo() {
        if (inTurn == jobs.size()) {
            return List.of();
        }
        List<QueuedJob<C, ?>> others = jobs.subList(inTurn, jobs.size());
        List<QueuedJob<C, ?>> gone = List.copyOf(others);
        others.clear();
        return gone;
    }

    synchronized List<QueuedJob<C, ?>> all() {
        return List.copyOf(jobs);
    }

    /** Ends the jobs at hand, and all that come, towards their callers. */
    void abandon(WorkerException because) {
        // ORDERING: set before the jobs are looked through; take() comes to it after its job was added.
        reason = because;
        all().forEach(job -> job.abandon(because));
    }
}
