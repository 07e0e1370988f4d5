package dev.oneshot.benchmarks.micro;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import dev.oneshot.Context;
import dev.oneshot.Oneshot;
import dev.oneshot.benchmarks.results.MicroSample;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import kotlin.Unit;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Job;
import reactor.core.publisher.Sinks;

/**
 * The bytes that one outstanding request holds, when there are a million of them: the channel, and what is to be done when
 * its value comes, which knows the number of its request.
 */
public final class HeldMemory {

    private static final int OUTSTANDING = 1_000_000;

    /** Each has a stack of its own, and the bytes for each are the same for fewer. */
    private static final int VIRTUAL_THREADS = 200_000;

    private static final int COLLECTIONS = 4;

    private final LongAdder answers = new LongAdder();
    private final int fork;
    private final List<MicroSample> samples = new ArrayList<>();

    private HeldMemory(int fork) {
        this.fork = fork;
    }

    /** Measures all contestants once, by the heap that is used after a collection. */
    public static List<MicroSample> measure(int fork) throws InterruptedException {
        HeldMemory memory = new HeldMemory(fork);
        memory.of("oneshot", OUTSTANDING, memory::oneshot);
        memory.of("completableFuture", OUTSTANDING, memory::completableFuture);
        memory.of("nettyPromise", OUTSTANDING, memory::nettyPromise);
        memory.of("guavaSettableFuture", OUTSTANDING, memory::guavaSettableFuture);
        memory.of("reactorSink", OUTSTANDING, memory::reactorSink);
        memory.of("kotlinDeferred", OUTSTANDING, memory::kotlinDeferred);
        if (VirtualThreads.areAvailable()) {
            memory.parkedVirtualThreads();
        }
        return memory.samples;
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

    private void parkedVirtualThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        of("parkedVirtualThread", VIRTUAL_THREADS, number -> {
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

    private void of(String contestant, int count, IntFunction<Object> request) throws InterruptedException {
        Object[] requests = new Object[count];
        // Whatever the first one loads is not counted.
        requests[0] = request.apply(0);
        long before = used();
        for (int i = 1; i < count; i++) {
            requests[i] = request.apply(i);
        }
        double bytes = (double) (used() - before) / (count - 1);
        Reference.reachabilityFence(requests);
        samples.add(new MicroSample("memory", "Outstanding request", contestant, "", fork, bytes, "B", null));
        System.out.printf(Locale.ROOT, "%-22s %,8.1f B%n", contestant, bytes);
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
