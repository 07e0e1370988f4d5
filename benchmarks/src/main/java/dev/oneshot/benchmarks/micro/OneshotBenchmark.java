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
import reactor.core.publisher.Sinks;

/** One value through a fresh channel, sent and then received on one thread: the price of the channel itself. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class OneshotBenchmark {

    private final Object value = new Object();
    private final OneshotFactory factory = new OneshotFactory();
    private final Runner runner = Runner.create();

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

    @Benchmark
    public Object completableFuture() {
        CompletableFuture<Object> future = new CompletableFuture<>();
        future.complete(value);
        return future.join();
    }

    @Benchmark
    public Object nettyPromise() {
        Promise<Object> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
        promise.setSuccess(value);
        return promise.getNow();
    }

    @Benchmark
    public Object guavaSettableFuture() throws Exception {
        SettableFuture<Object> future = SettableFuture.create();
        future.set(value);
        return Futures.getDone(future);
    }

    @Benchmark
    public @Nullable Object reactorSink() {
        Sinks.One<Object> sink = Sinks.one();
        sink.tryEmitValue(value);
        return sink.asMono().block();
    }

    @Benchmark
    public Object kotlinDeferred() {
        CompletableDeferred<Object> deferred = CompletableDeferredKt.CompletableDeferred((Job) null);
        deferred.complete(value);
        return deferred.getCompleted();
    }
}
