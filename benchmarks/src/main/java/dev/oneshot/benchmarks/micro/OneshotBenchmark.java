package dev.oneshot.benchmarks.micro;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.SettableFuture;
import dev.oneshot.Oneshot;
import dev.oneshot.OneshotFactory;
import dev.oneshot.runner.Runner;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Sinks;

/**
 * One value through a fresh channel, sent and then received on one thread: the price of the channel itself. The end that
 * sends is shown to somebody else first, as in {@link OneshotWithWaiterBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class OneshotBenchmark {

    private final Object value = new Object();
    private final OneshotFactory factory = new OneshotFactory();
    private final Runner runner = Runner.create();

    /** The channel alone. */
    @Benchmark
    public Object oneshot(Blackhole hole) {
        Oneshot<Object> oneshot = Oneshot.create();
        hole.consume(oneshot.sender());
        oneshot.sender().send(value);
        return oneshot.receiver().tryReceive().get();
    }

    /** The channel as an application has it: counted at both ends. */
    @Benchmark
    public Object countedOneshotAndBlockOn(Blackhole hole) {
        Oneshot<Object> oneshot = factory.create();
        hole.consume(oneshot.sender());
        oneshot.sender().send(value);
        return runner.blockOn(oneshot.receiver());
    }

    @Benchmark
    public Object completableFuture(Blackhole hole) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        hole.consume(future);
        future.complete(value);
        return future.join();
    }

    @Benchmark
    public Object nettyPromise(Blackhole hole) {
        Promise<Object> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
        hole.consume(promise);
        promise.setSuccess(value);
        return promise.getNow();
    }

    @Benchmark
    public Object guavaSettableFuture(Blackhole hole) throws Exception {
        SettableFuture<Object> future = SettableFuture.create();
        hole.consume(future);
        future.set(value);
        return Futures.getDone(future);
    }

    @Benchmark
    public @Nullable Object reactorSink(Blackhole hole) {
        Sinks.One<Object> sink = Sinks.one();
        hole.consume(sink);
        sink.tryEmitValue(value);
        return sink.asMono().block();
    }

    @Benchmark
    public Object kotlinDeferred(Blackhole hole) {
        CompletableDeferred<Object> deferred = CompletableDeferredKt.CompletableDeferred((Job) null);
        hole.consume(deferred);
        deferred.complete(value);
        return deferred.getCompleted();
    }
}
