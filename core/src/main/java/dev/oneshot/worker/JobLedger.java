package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts the jobs of one worker by outcome and what its transactions came to, and passes the news on to the listeners. The
 * transactions of readers are not told of: nothing becomes final in them.
 */
final class JobLedger {

    private static final Logger LOG = System.getLogger(JobLedger.class.getName());

    private final LongAdder[] counts;
    private final List<WorkerListener> listeners;
    private final boolean ofReaders;
    private final LongAdder commits = new LongAdder();
    private final LongAdder rollbacks = new LongAdder();

    JobLedger() {
        this(new LongAdder[JobOutcome.values().length], new CopyOnWriteArrayList<>(), false);
        Arrays.setAll(counts, outcome -> new LongAdder());
    }

    private JobLedger(LongAdder[] counts, List<WorkerListener> listeners, boolean ofReaders) {
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

    /** A job has ended. Its name and its times are asked for only if somebody wants to know. */
    void jobEnded(JobTicket<?, ?> job, JobOutcome outcome) {
        counts[outcome.ordinal()].increment();
        if (!listeners.isEmpty()) {
            String name = job.name();
            long waitedNanos = job.waitedNanos();
            long ranNanos = job.ranInBodyNanos();
            tell(listener -> listener.jobEnded(name, outcome, waitedNanos, ranNanos));
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

    /** A transaction with so many jobs was committed. */
    void committed(int jobs, long nanos) {
        if (ofReaders) {
            return;
        }
        commits.increment();
        if (jobs > 0) {
            tell(listener -> listener.committed(jobs, nanos));
        }
    }

    private void tell(Consumer<WorkerListener> news) {
        for (WorkerListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (Throwable e) {
                // An Error, too: the caller has not been answered yet.
                LOG.log(Level.WARNING, "A listener of the worker failed", e);
            }
        }
    }
}
