package dev.oneshot.benchmarks.load;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller: asks, waits for the answer, asks again, until the time is over.
 *
 * <p>What is answered too late is no throughput, but the wait for it counts as a wait: it would not do to forget those
 * who waited longest.
 */
final class Caller implements Runnable {

    private final Call call;
    private final CyclicBarrier start;
    private final long nanos;
    private final LongSupplier clock;
    private final AtomicReference<@Nullable Throwable> failure;

    final Latencies latencies = new Latencies();
    long answered;
    long allocated;

    Caller(
            Call call,
            CyclicBarrier start,
            long nanos,
            LongSupplier clock,
            AtomicReference<@Nullable Throwable> failure) {
        this.call = call;
        this.start = start;
        this.nanos = nanos;
        this.clock = clock;
        this.failure = failure;
    }

    @Override
    public void run() {
        try {
            start.await();
            long allocatedBefore = Allocations.ofCurrentThread();
            ask(clock.getAsLong() + nanos);
            allocated = Allocations.ofCurrentThread() - allocatedBefore;
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void ask(long end) throws Exception {
        long now = clock.getAsLong();
        while (now - end < 0 && failure.get() == null) {
            long before = now;
            call.once();
            now = clock.getAsLong();
            latencies.record(now - before);
            if (now - end <= 0) {
                answered++;
            }
        }
    }
}
