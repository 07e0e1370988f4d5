package dev.oneshot.benchmarks.micro;

import dev.oneshot.Context;
import dev.oneshot.Waker;
import dev.oneshot.sync.AsyncMutex;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Taking turns when nobody else wants to. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class MutexBenchmark {

    private final Context context = Context.of(Waker.noop());
    private final AsyncMutex mutex = new AsyncMutex();
    private final CoroutineMutex coroutineMutex = new CoroutineMutex();
    private final ReentrantLock unfair = new ReentrantLock();
    private final ReentrantLock fair = new ReentrantLock(true);
    private final Semaphore semaphore = new Semaphore(1, true);
    private int inside;

    @Benchmark
    public int oneshot() {
        AsyncMutex.Guard guard = mutex.lock().poll(context).get();
        int result = inside++;
        guard.close();
        return result;
    }

    @Benchmark
    public int kotlinMutex() {
        return coroutineMutex.takeTurn();
    }

    @Benchmark
    public int unfairReentrantLock() {
        unfair.lock();
        int result = inside++;
        unfair.unlock();
        return result;
    }

    @Benchmark
    public int fairReentrantLock() {
        fair.lock();
        int result = inside++;
        fair.unlock();
        return result;
    }

    @Benchmark
    public int fairSemaphore() {
        semaphore.acquireUninterruptibly();
        int result = inside++;
        semaphore.release();
        return result;
    }
}
