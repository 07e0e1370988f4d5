package dev.oneshot.runner;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Collects what a {@link LocalExecutor} needs; every setting has a default. Not thread-safe. */
public final class LocalExecutorBuilder {

    String name = "local";
    int pollBudget = 128;
    long slowPollNanos = TimeUnit.MILLISECONDS.toNanos(10);
    LongSupplier clock = System::nanoTime;

    LocalExecutorBuilder() {}

    /**
     * The name in messages. Default {@code local}.
     *
     * @param name the name
     * @return this
     */
    public LocalExecutorBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * How many results a task may take from channels, timers and the like in one poll, before the others have their
     * turn; see {@link dev.oneshot.PollBudget}. Default 128, as in Tokio.
     *
     * @param pollBudget at least 1
     * @return this
     */
    public LocalExecutorBuilder pollBudget(int pollBudget) {
        if (pollBudget < 1) {
            throw new IllegalArgumentException("pollBudget must be at least 1, but is " + pollBudget);
        }
        this.pollBudget = pollBudget;
        return this;
    }

    /**
     * From which time on a poll counts as slow. Default 10 ms.
     *
     * @param threshold more than zero
     * @return this
     */
    public LocalExecutorBuilder slowPoll(Duration threshold) {
        if (threshold.isNegative() || threshold.isZero()) {
            throw new IllegalArgumentException("slowPoll must be more than zero, but is " + threshold);
        }
        this.slowPollNanos = TimeUnit.NANOSECONDS.convert(threshold);
        return this;
    }

    /**
     * The clock of {@link LocalExecutor#timer} and of the metrics. Default {@link System#nanoTime}; with another one,
     * of a test, use {@link LocalExecutor#runUntilStalled}: a thread that parks does so in real time.
     *
     * @param nanoTime nanoseconds since any origin, never going backwards
     * @return this
     */
    public LocalExecutorBuilder clock(LongSupplier nanoTime) {
        this.clock = Objects.requireNonNull(nanoTime, "nanoTime");
        return this;
    }

    /**
     * Creates the executor.
     *
     * @return an executor that belongs to no thread yet
     */
    public LocalExecutor build() {
        return new LocalExecutor(this);
    }
}
