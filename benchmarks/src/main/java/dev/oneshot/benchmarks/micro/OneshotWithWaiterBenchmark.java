package dev.oneshot.benchmarks.micro;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import dev.oneshot.Context;
import dev.oneshot.Oneshot;
import dev.oneshot.Receiver;
import dev.oneshot.Waker;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Job;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Sinks;

/**
 * One value through a fresh channel, for which somebody waits before it is sent. A future of ours is asked again after
 * the wake-up; the others bring the value along with it.
 *
 * <p>The end that sends is shown to somebody else first, as it is to the thread that sends: a compiler that knows that
 * nobody else sees an object leaves its locks out, and one channel's price is the lock that another one does without.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class OneshotWithWaiterBenchmark {

    private final Object value = new Object();
    private int woken;

    /** The task that waits is one and the same all the time, as on an executor. */
    private final Context context = Context.of((Waker) () -> woken++);

    @Benchmark
    public Object oneshot(Blackhole hole) {
        Oneshot<Object> oneshot = Oneshot.create();
        hole.consume(oneshot.sender());
        Receiver<Object> receiver = oneshot.receiver();
        receiver.poll(context);
        oneshot.sender().send(value);
        return receiver.poll(context).get();
    }

    @Benchmark
    public void completableFuture(Blackhole hole) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        hole.consume(future);
        future.thenAccept(hole::consume);
        future.complete(value);
    }

    @Benchmark
    public void nettyPromise(Blackhole hole) {
        Promise<Object> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
        hole.consume(promise);
        promise.addListener(done -> hole.consume(done.getNow()));
        promise.setSuccess(value);
    }

    @Benchmark
    public void guavaSettableFuture(Blackhole hole) {
        SettableFuture<Object> future = SettableFuture.create();
        hole.consume(future);
        future.addListener(() -> hole.consume(Futures.getUnchecked(future)), MoreExecutors.directExecutor());
        future.set(value);
    }

    @Benchmark
    public void reactorSink(Blackhole hole) {
        Sinks.One<Object> sink = Sinks.one();
        hole.consume(sink);
        sink.asMono().subscribe(hole::consume);
        sink.tryEmitValue(value);
    }

    @Benchmark
    public void kotlinDeferred(Blackhole hole) {
        CompletableDeferred<Object> deferred = CompletableDeferredKt.CompletableDeferred((Job) null);
        hole.consume(deferred);
        deferred.invokeOnCompletion(failure -> {
            hole.consume(deferred.getCompleted());
            return Unit.INSTANCE;
        });
        deferred.complete(value);
    }
}
