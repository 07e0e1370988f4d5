package dev.oneshot.benchmarks;

import dev.oneshot.worker.ConnectionWorker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A job that does nothing, run by the one thread that owns the connection, its answer awaited by the caller: the price of
 * the way there and back. The number of callers is JMH's number of threads.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HandOffBenchmark {

    private static final long DEADLINE_SECONDS = 30;

    private final Object connection = new Object();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final ConnectionWorker<Object> worker =
            ConnectionWorker.over(() -> connection).build();

    @Setup
    public void start() {
        worker.start();
    }

    @TearDown
    public void stop() {
        worker.stop();
        executor.shutdown();
    }

    /** As it comes: bounded queue, deadline, counts. */
    @Benchmark
    public Object worker() {
        return worker.call(lent -> lent);
    }

    /** The usual way: nothing bounded, no deadline, nothing counted. */
    @Benchmark
    public Object executor() {
        return CompletableFuture.supplyAsync(() -> connection, executor).join();
    }

    /** The usual way with the worker's deadline. */
    @Benchmark
    public Object executorWithDeadline() {
        return CompletableFuture.supplyAsync(() -> connection, executor)
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
