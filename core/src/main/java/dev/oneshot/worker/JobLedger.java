package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts the jobs of one worker by outcome, and passes each end on to the listeners. */
final class JobLedger implements WorkerListener {

    private static final Logger LOG = System.getLogger(JobLedger.class.getName());

    private final Map<JobOutcome, LongAdder> counts = new EnumMap<>(JobOutcome.class);
    private final LongAdder commits = new LongAdder();
    private final List<WorkerListener> listeners = new CopyOnWriteArrayList<>();

    JobLedger() {
        for (JobOutcome outcome : JobOutcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    void add(WorkerListener listener) {
        listeners.add(listener);
    }

    long count(JobOutcome outcome) {
        LongAdder count = counts.get(outcome);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void jobEnded(String job, JobOutcome outcome, long waitedNanos, long ranNanos) {
        LongAdder count = counts.get(outcome);
        if (count != null) {
            count.increment();
        }
        tell(listener -> listener.jobEnded(job, outcome, waitedNanos, ranNanos));
    }

    long commits() {
        return commits.sum();
    }

    @Override
    public void committed(int jobs, long nanos) {
        commits.increment();
        tell(listener -> listener.committed(jobs, nanos));
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
