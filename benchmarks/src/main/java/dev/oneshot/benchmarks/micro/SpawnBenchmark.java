package dev.oneshot.benchmarks.micro;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.runner.LocalExecutor;
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

    @TearDown
    public void stop() {
        executor.shutdownNow();
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

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void virtualThreads() throws InterruptedException {
        VirtualThreads.runAll(TASKS, () -> {});
    }
}
