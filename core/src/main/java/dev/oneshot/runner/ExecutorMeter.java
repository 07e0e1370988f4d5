package dev.oneshot.runner;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts for {@link ExecutorMetrics}. What happens at every poll is counted by the executor's thread alone, and cheaply. */
final class ExecutorMeter {

    final LongAdder spawned = new LongAdder();
    final LongAdder foreignWakes = new LongAdder();

    final OwnedCounter ended = new OwnedCounter();
    final OwnedCounter endedByPoll = new OwnedCounter();
    final OwnedCounter ownWakes = new OwnedCounter();
    private final OwnedCounter polls = new OwnedCounter();
    private final OwnedCounter waitedNanos = new OwnedCounter();
    private final OwnedCounter longestWaitNanos = new OwnedCounter();
    private final OwnedCounter slowPolls = new OwnedCounter();
    private volatile @Nullable SlowPoll slowest;
    private boolean slowestIsKnown;

    void polled(long waited) {
        polls.increment();
        waitedNanos.add(waited);
        longestWaitNanos.raiseTo(waited);
    }

    void slow(Object task, long nanos) {
        slowPolls.increment();
        if (!slowestIsKnown || isSlowest(nanos)) {
            slowestIsKnown = true;
            slowest = new SlowPoll(nameOf(task), Duration.ofNanos(nanos));
        }
    }

    /** One of several polls that were timed together: told of only as long as no slow poll is known by its name. */
    void slowOneOf(int polls, long nanos) {
        slowPolls.increment();
        if (!slowestIsKnown && isSlowest(nanos)) {
            slowest = new SlowPoll("one of " + polls + " tasks", Duration.ofNanos(nanos));
        }
    }

    private boolean isSlowest(long nanos) {
        SlowPoll record = slowest;
        return record == null || record.took().toNanos() < nanos;
    }

    long live() {
        return spawned.sum() - ended.get();
    }

    /** What calls itself by code of the user may throw. */
    private static String nameOf(Object task) {
        try {
            return String.valueOf(task);
        } catch (Throwable e) {
            return task.getClass().getName();
        }
    }

    ExecutorMetrics metrics(long queued) {
        // The smaller side of each difference first, so that it is never negative.
        long endedNow = ended.get();
        long endedByPollNow = endedByPoll.get();
        long pollsNow = polls.get();
        long spawnedNow = spawned.sum();
        return new ExecutorMetrics(
                spawnedNow,
                spawnedNow - endedNow,
                pollsNow,
                pollsNow - endedByPollNow,
                ownWakes.get() + foreignWakes.sum(),
                queued,
                slowPolls.get(),
                slowest,
                Duration.ofNanos(waitedNanos.get()),
                Duration.ofNanos(longestWaitNanos.get()));
    }
}
