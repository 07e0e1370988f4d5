package dev.oneshot.benchmarks.micro;

import dev.oneshot.time.Timer;
import io.netty.util.HashedWheelTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A time-out that is set and then not needed, as nearly all are, beside so many that stand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class TimeoutBenchmark {

    private static final long SECONDS = 30;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(SECONDS);
    private static final long HOURS_OF_THOSE_THAT_STAND = 1;

    private static final int IN_ONE_COROUTINE = 100;

    private static final Runnable NOTHING = () -> {};

    @Param({"0", "100000"})
    private int standing;

    private final Timer timer = Timer.system();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final HashedWheelTimer wheel = new HashedWheelTimer();
    private final List<Timer.Timeout> others = new ArrayList<>();
    private CoroutineTimeouts coroutines = new CoroutineTimeouts(0);

    @Setup
    public void letOthersStand() {
        executor.setRemoveOnCancelPolicy(true);
        coroutines = new CoroutineTimeouts(standing);
        for (int i = 0; i < standing; i++) {
            long nanos = TimeUnit.HOURS.toNanos(HOURS_OF_THOSE_THAT_STAND) + TimeUnit.MILLISECONDS.toNanos(i);
            others.add(timer.schedule(nanos, NOTHING));
            executor.schedule(NOTHING, nanos, TimeUnit.NANOSECONDS);
            wheel.newTimeout(timeout -> {}, nanos, TimeUnit.NANOSECONDS);
        }
    }

    @TearDown
    public void stop() {
        others.forEach(Timer.Timeout::cancel);
        executor.shutdownNow();
        wheel.stop();
        coroutines.close();
    }

    @Benchmark
    public void oneshot() {
        timer.schedule(NANOS, NOTHING).cancel();
    }

    @Benchmark
    public boolean scheduledExecutor() {
        return executor.schedule(NOTHING, NANOS, TimeUnit.NANOSECONDS).cancel(false);
    }

    @Benchmark
    public boolean nettyWheel() {
        return wheel.newTimeout(timeout -> {}, NANOS, TimeUnit.NANOSECONDS).cancel();
    }

    /** Kotlin's {@code withTimeout} around nothing, many times in one coroutine. */
    @Benchmark
    @OperationsPerInvocation(IN_ONE_COROUTINE)
    public void kotlinWithTimeout() {
        coroutines.setAndCancel(IN_ONE_COROUTINE);
    }

    /** Its executor belongs to the JDK, so it has it to itself, however many others stand here. */
    @Benchmark
    public boolean orTimeout() {
        return new CompletableFuture<>().orTimeout(SECONDS, TimeUnit.SECONDS).complete(this);
    }
}
