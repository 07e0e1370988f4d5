package dev.oneshot.worker;

import dev.oneshot.internal.Tally;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the jobs of one worker by outcome and what its transactions came to, and passes the news on to the listeners. The
 * transactions of readers are not told of: nothing becomes final in them.
 */
final class JobLedger {

    private static final Logger LOG = System.getLogger(JobLedger.class.getName());

    private final Tally[] counts;
    private final List<WorkerListener> listeners;
    private final boolean ofReaders;
    private final LongAdder commits = new LongAdder();
    private final LongAdder rollbacks = new LongAdder();

    JobLedger() {
        this(new Tally[JobOutcome.values().length], new CopyOnWriteArrayList<>(), false);
        Arrays.setAll(counts, outcome -> new Tally());
    }

    private JobLedger(Tally[] counts, List<WorkerListener> listeners, boolean ofReaders) {
        this.counts = counts;
        this.listeners = listeners;
        this.ofReaders = ofReaders;
    }

    /** The same ledger for the jobs that only read. */
    JobLedger ofReaders() {
        return new JobLedger(counts, listeners, true);
    }

    void add(WorkerListener listener) {
        listeners.add(listener);
    }

    long count(JobOutcome outcome) {
        return counts[outcome.ordinal()].sum();
    }

    /** Where the jobs that end in this way are counted. */
    Tally tally(JobOutcome outcome) {
        return counts[outcome.ordinal()];
    }

    /** Whether somebody wants to know more than numbers of jobs. */
    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** A job has ended. */
    void jobEnded(JobTicket<?, ?> job, JobOutcome outcome) {
        counts[outcome.ordinal()].increment();
        tell(job, outcome);
    }

    /** A job that is counted elsewhere has ended. Its name and its times are asked for only if somebody wants to know. */
    void tell(JobTicket<?, ?> job, JobOutcome outcome) {
        if (listeners.isEmpty()) {
            return;
        }
        String name = job.name();
        long waitedNanos = job.waitedNanos();
        long ranNanos = job.ranInBodyNanos();
        // No object for each job: this is called at the end of every one.
        for (WorkerListener listener : listeners) {
            try {
                listener.jobEnded(name, outcome, waitedNanos, ranNanos);
            } catch (Throwable e) {
                warn(e);
            }
        }
    }

    long commits() {
        return commits.sum();
    }

    long rollbacks() {
        return rollbacks.sum();
    }

    /** What so many jobs have done was undone. */
    void rolledBack(int jobs) {
        if (!ofReaders) {
            rollbacks.add(jobs);
        }
    }

    /** A transaction was committed. */
    void committed() {
        if (!ofReaders) {
            commits.increment();
        }
    }

    /** The commit of so many jobs took so long. */
    void tellOfCommit(int jobs, long nanos) {
        if (ofReaders || jobs == 0) {
            return;
        }
        for (WorkerListener listener : listeners) {
            try {
                listener.committed(jobs, nanos);
            } catch (Throwable e) {
                warn(e);
            }
        }
    }

    /** An Error, too, is only told of: the caller has not been answered yet. */
    private static void warn(Throwable failure) {
        LOG.log(Level.WARNING, "A listener of the worker failed", failure);
    }
}
