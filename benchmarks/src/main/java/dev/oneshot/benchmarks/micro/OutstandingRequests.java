package dev.oneshot.benchmarks.micro;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import dev.oneshot.Context;
import dev.oneshot.Oneshot;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import kotlin.Unit;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Job;
import reactor.core.publisher.Sinks;

/**
 * Requests that wait for their answers: the channel, and what is to be done when its value comes, which knows the number
 * of its request.
 */
final class OutstandingRequests {

    private static final String QUESTION = "Outstanding request";

    /** Each has a stack of its own, and the bytes for each are the same for fewer. */
    private static final int VIRTUAL_THREADS = 200_000;

    private final LongAdder answers = new LongAdder();

    void measure(HeldBytes held) throws InterruptedException {
        held.of(QUESTION, "oneshot", HeldBytes.MILLION, this::oneshot);
        held.of(QUESTION, "completableFuture", HeldBytes.MILLION, this::completableFuture);
        held.of(QUESTION, "nettyPromise", HeldBytes.MILLION, this::nettyPromise);
        held.of(QUESTION, "guavaSettableFuture", HeldBytes.MILLION, this::guavaSettableFuture);
        held.of(QUESTION, "reactorSink", HeldBytes.MILLION, this::reactorSink);
        held.of(QUESTION, "kotlinDeferred", HeldBytes.MILLION, this::kotlinDeferred);
        if (VirtualThreads.areAvailable()) {
            parkedVirtualThreads(held);
        }
    }

    private Object oneshot(int number) {
        Oneshot<Object> oneshot = Oneshot.create();
        oneshot.receiver().poll(Context.of(() -> answers.add(number)));
        // Who is to answer has the sender, and the waker knows who waits for it.
        return oneshot.sender();
    }

    private Object completableFuture(int number) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        future.thenAccept(value -> answers.add(number));
        return future;
    }

    private Object nettyPromise(int number) {
        return new DefaultPromise<>(ImmediateEventExecutor.INSTANCE).addListener(done -> answers.add(number));
    }

    private Object guavaSettableFuture(int number) {
        SettableFuture<Object> future = SettableFuture.create();
        future.addListener(() -> answers.add(number), MoreExecutors.directExecutor());
        return future;
    }

    private Object reactorSink(int number) {
        Sinks.One<Object> sink = Sinks.one();
        sink.asMono().subscribe(value -> answers.add(number));
        return sink;
    }

    private Object kotlinDeferred(int number) {
        CompletableDeferred<Object> deferred = CompletableDeferredKt.CompletableDeferred((Job) null);
        deferred.invokeOnCompletion(failure -> {
            answers.add(number);
            return Unit.INSTANCE;
        });
        return deferred;
    }

    private void parkedVirtualThreads(HeldBytes held) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        held.of(QUESTION, "parkedVirtualThread", VIRTUAL_THREADS, number -> {
            Thread thread = VirtualThreads.start(() -> {
                LockSupport.park();
                answers.add(number);
            });
            threads.add(thread);
            return thread;
        });
        threads.forEach(LockSupport::unpark);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
