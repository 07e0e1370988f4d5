package dev.oneshot.benchmarks.load;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One caller: asks, waits for the answer, asks again, until the time is over.
 *
 * <p>What is answered too late is no throughput, but the wait for it counts as a wait: it would not do to forget those
 * who waited longest. The time is over for all at once: whoever was kept from starting has missed it.
 */
final class Caller implements Runnable {

    private final Call call;
    private final Predicate<Exception> contention;
    private final CyclicBarrier start;
    private final AtomicLong end;
    private final LongSupplier clock;
    private final AtomicReference<@Nullable Throwable> failure;

    final Latencies latencies = new Latencies();
    long answered;
    long allocated;
    long failures;

    Caller(
            Call call,
            Predicate<Exception> contention,
            CyclicBarrier start,
            AtomicLong end,
            LongSupplier clock,
            AtomicReference<@Nullable Throwable> failure) {
        this.call = call;
        this.contention = contention;
        this.start = start;
        this.end = end;
        this.clock = clock;
        this.failure = failure;
    }

    @Override
    public void run() {
        try {
            start.await();
            long allocatedBefore = Allocations.ofCurrentThread();
            ask(end.get());
            allocated = Allocations.ofCurrentThread() - allocatedBefore;
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void ask(long end) throws Exception {
        long now = clock.getAsLong();
        while (now - end < 0 && failure.get() == null) {
            long before = now;
            boolean succeeded = askOnce();
            now = clock.getAsLong();
            latencies.record(now - before);
            if (succeeded && now - end <= 0) {
                answered++;
            }
        }
    }

    private boolean askOnce() throws Exception {
        try {
            call.once();
            return true;
        } catch (Exception e) {
            if (!contention.test(e)) {
                throw e;
            }
            failures++;
            return false;
        }
    }
}
