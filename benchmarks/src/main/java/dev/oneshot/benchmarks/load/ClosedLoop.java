package dev.oneshot.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets a number of callers ask for a while, and adds up what they saw. */
public final class ClosedLoop {

    /** Nobody waits that long who will ever be answered. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ClosedLoop() {}

    /**
     * Measures one contestant once. Returns when the last caller has its last answer.
     *
     * @param contestant who is asked
     * @param operation what for
     * @param callers how many ask at the same time
     * @param threads what kind of threads they are
     * @param length how long they go on asking
     * @throws IllegalStateException if a call fails, or is never answered
     */
    public static Reading measure(
            CalledContestant contestant, Operation operation, int callers, CallerThreads threads, Duration length)
            throws InterruptedException {
        return measure(contestant, operation, callers, threads, length, System::nanoTime);
    }

    /** The same by a clock in nanoseconds, for tests. */
    static Reading measure(
            CalledContestant contestant,
            Operation operation,
            int callers,
            CallerThreads threads,
            Duration length,
            LongSupplier clock)
            throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AtomicLong end = new AtomicLong();
        CyclicBarrier start = new CyclicBarrier(callers, () -> end.set(clock.getAsLong() + length.toNanos()));
        ThreadFactory factory = threads.factory();
        List<Caller> all = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        Allocations others = new Allocations();
        for (int i = 0; i < callers; i++) {
            Caller caller =
                    new Caller(contestant.caller(operation, i), contestant::isContention, start, end, clock, failure);
            Thread thread = factory.newThread(caller);
            thread.start();
            all.add(caller);
            running.add(thread);
        }
        join(running, length, contestant);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(contestant.name() + " failed at " + operation + ": " + failed, failed);
        }
        return Reading.of(all, length, others.bytes());
    }

    private static void join(List<Thread> running, Duration length, Contestant contestant) throws InterruptedException {
        long until = System.nanoTime() + length.plus(PATIENCE).toNanos();
        for (Thread thread : running) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            if (thread.isAlive()) {
                throw new IllegalStateException(contestant.name() + " did not answer within " + PATIENCE);
            }
        }
    }
}
