package dev.oneshot.benchmarks.micro;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.runner.LocalExecutor;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Tasks with nothing to do, started and run to their end: what one task costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SpawnBenchmark {

    private static final int TASKS = 1000;

    private final LocalExecutor local = LocalExecutor.create();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final EventExecutor eventLoop = new DefaultEventExecutor();

    @TearDown
    public void stop() {
        executor.shutdownNow();
        eventLoop.shutdownGracefully();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void oneshot() {
        for (int i = 0; i < TASKS; i++) {
            Future<Integer> nothing = Futures.ready(i);
            local.spawn(nothing);
        }
        local.runUntilStalled();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void singleThreadExecutor() {
        CompletableFuture<?>[] all = new CompletableFuture<?>[TASKS];
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            all[i] = CompletableFuture.supplyAsync(() -> number, executor);
        }
        CompletableFuture.allOf(all).join();
    }

    /** Its tasks end in the order in which they were given to it: the last one's promise is enough to wait for. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void nettyEventLoop() {
        for (int i = 1; i < TASKS; i++) {
            int number = i;
            eventLoop.submit(() -> number);
        }
        eventLoop.submit(() -> TASKS).syncUninterruptibly();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void kotlinCoroutines() {
        Coroutines.spawn(TASKS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void virtualThreads() throws InterruptedException {
        VirtualThreads.runAll(TASKS, () -> {});
    }
}
