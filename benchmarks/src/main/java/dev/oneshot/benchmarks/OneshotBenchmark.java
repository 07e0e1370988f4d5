package dev.oneshot.benchmarks;

import dev.oneshot.Oneshot;
import dev.oneshot.OneshotFactory;
import dev.oneshot.runner.Runner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One value through a fresh channel, sent and received on one thread: the price of the channel itself. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OneshotBenchmark {

    private final Object value = new Object();
    private final OneshotFactory factory = new OneshotFactory();
    private final Runner runner = Runner.create();

    /** What the others are compared with. */
    @Benchmark
    public Object completableFuture() {
        CompletableFuture<Object> future = new CompletableFuture<>();
        future.complete(value);
        return future.join();
    }

    /** The channel alone. */
    @Benchmark
    public Object oneshot() {
        Oneshot<Object> oneshot = Oneshot.create();
        oneshot.sender().send(value);
        return oneshot.receiver().tryReceive().get();
    }

    /** The channel as an application has it: counted at both ends. */
    @Benchmark
    public Object countedOneshotAndBlockOn() {
        Oneshot<Object> oneshot = factory.create();
        oneshot.sender().send(value);
        return runner.blockOn(oneshot.receiver());
    }
}
