package dev.oneshot.benchmarks.micro;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.runner.LocalExecutor;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Many tasks that give way to each other again and again; the time of one such turn, starting and ending included. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class YieldBenchmark {

    private static final int TASKS = 1000;
    private static final int YIELDS = 100;

    private final LocalExecutor local = LocalExecutor.create();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final EventExecutor eventLoop = new DefaultEventExecutor();

    @TearDown
    public void stop() {
        executor.shutdownNow();
        eventLoop.shutdownGracefully();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void oneshot() {
        for (int i = 0; i < TASKS; i++) {
            local.spawn(new Yielding());
        }
        local.runUntilStalled();
    }

    /** Each task puts itself at the end of the executor's queue. */
    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void singleThreadExecutor() throws InterruptedException {
        resubmit(executor);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void nettyEventLoop() throws InterruptedException {
        resubmit(eventLoop);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void kotlinCoroutines() {
        Coroutines.spawnAndYield(TASKS, YIELDS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS * YIELDS)
    public void virtualThreads() throws InterruptedException {
        VirtualThreads.runAll(TASKS, () -> {
            for (int i = 0; i < YIELDS; i++) {
                Thread.yield();
            }
        });
    }

    private static void resubmit(Executor executor) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(TASKS);
        for (int i = 0; i < TASKS; i++) {
            executor.execute(new Resubmitted(executor, end));
        }
        end.await();
    }

    private static final class Yielding implements Future<@Nullable Void> {

        private int left = YIELDS;

        @Override
        public Poll<@Nullable Void> poll(Context context) {
            if (left-- == 0) {
                return Poll.ready(null);
            }
            context.waker().wake();
            return Poll.pending();
        }
    }

    private static final class Resubmitted implements Runnable {

        private final Executor executor;
        private final CountDownLatch end;
        private int left = YIELDS;

        Resubmitted(Executor executor, CountDownLatch end) {
            this.executor = executor;
            this.end = end;
        }

        @Override
        public void run() {
            if (left-- == 0) {
                end.countDown();
            } else {
                executor.execute(this);
            }
        }
    }
}
