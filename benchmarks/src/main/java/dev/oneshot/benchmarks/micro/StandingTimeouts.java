package dev.oneshot.benchmarks.micro;

import dev.oneshot.time.Timer;
import io.netty.util.HashedWheelTimer;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time-outs that stand, each with the handle by which it can be cancelled; what they would do is the same for all. */
final class StandingTimeouts {

    private static final String QUESTION = "Standing time-out";
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Runnable NOTHING = () -> {};

    void measure(HeldBytes held) throws InterruptedException {
        ours(held);
        scheduledExecutor(held);
        nettyWheel(held);
        orTimeout(held);
    }

    private static void ours(HeldBytes held) throws InterruptedException {
        Timer timer = Timer.system();
        List<Timer.Timeout> timeouts = new ArrayList<>(HeldBytes.MILLION);
        held.of(QUESTION, "oneshot", HeldBytes.MILLION, number -> {
            Timer.Timeout timeout = timer.schedule(nanos(number), NOTHING);
            timeouts.add(timeout);
            return timeout;
        });
        timeouts.forEach(Timer.Timeout::cancel);
    }

    private static void scheduledExecutor(HeldBytes held) throws InterruptedException {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
        held.of(
                QUESTION,
                "scheduledExecutor",
                HeldBytes.MILLION,
                number -> executor.schedule(NOTHING, nanos(number), TimeUnit.NANOSECONDS));
        executor.shutdownNow();
    }

    private static void nettyWheel(HeldBytes held) throws InterruptedException {
        HashedWheelTimer wheel = new HashedWheelTimer();
        TimerTask nothing = timeout -> {};
        held.of(
                QUESTION,
                "nettyWheel",
                HeldBytes.MILLION,
                number -> wheel.newTimeout(nothing, nanos(number), TimeUnit.NANOSECONDS));
        wheel.stop();
    }

    /** The future is held too, since it is what is cancelled. */
    private static void orTimeout(HeldBytes held) throws InterruptedException {
        List<CompletableFuture<Object>> futures = new ArrayList<>(HeldBytes.MILLION);
        held.of(QUESTION, "orTimeout", HeldBytes.MILLION, number -> {
            CompletableFuture<Object> future = new CompletableFuture<>().orTimeout(nanos(number), TimeUnit.NANOSECONDS);
            futures.add(future);
            return future;
        });
        futures.forEach(future -> future.complete(NOTHING));
    }

    private static long nanos(int number) {
        return LENGTH.plusMillis(number).toNanos();
    }
}
