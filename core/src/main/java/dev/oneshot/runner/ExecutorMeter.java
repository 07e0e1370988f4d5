package dev.oneshot.runner;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts for {@link ExecutorMetrics}. What happens at every poll is counted by the executor's thread alone, and cheaply. */
final class ExecutorMeter {

    final LongAdder spawned = new LongAdder();
    final LongAdder foreignWakes = new LongAdder();
    final LongAdder foreignQueued = new LongAdder();

    final OwnedCounter ended = new OwnedCounter();
    final OwnedCounter pendings = new OwnedCounter();
    final OwnedCounter ownWakes = new OwnedCounter();
    final OwnedCounter ownQueued = new OwnedCounter();
    final OwnedCounter dequeued = new OwnedCounter();
    private final OwnedCounter polls = new OwnedCounter();
    private final OwnedCounter waitedNanos = new OwnedCounter();
    private final OwnedCounter longestWaitNanos = new OwnedCounter();
    private final OwnedCounter slowPolls = new OwnedCounter();
    private volatile @Nullable SlowPoll slowest;

    void polled(long waited) {
        polls.increment();
        waitedNanos.add(waited);
        longestWaitNanos.raiseTo(waited);
    }

    void slow(Object task, long nanos) {
        slowPolls.increment();
        SlowPoll record = slowest;
        if (record == null || record.took().toNanos() < nanos) {
            slowest = new SlowPoll(nameOf(task), Duration.ofNanos(nanos));
        }
    }

    /** What calls itself by code of the user may throw. */
    private static String nameOf(Object task) {
        try {
            return String.valueOf(task);
        } catch (Throwable e) {
            return task.getClass().getName();
        }
    }

    ExecutorMetrics metrics() {
        // The smaller side of each difference first, so that it is never negative.
        long endedNow = ended.get();
        long dequeuedNow = dequeued.get();
        long spawnedNow = spawned.sum();
        return new ExecutorMetrics(
                spawnedNow,
                spawnedNow - endedNow,
                polls.get(),
                pendings.get(),
                ownWakes.get() + foreignWakes.sum(),
                ownQueued.get() + foreignQueued.sum() - dequeuedNow,
                slowPolls.get(),
                slowest,
                Duration.ofNanos(waitedNanos.get()),
                Duration.ofNanos(longestWaitNanos.get()));
    }
}
