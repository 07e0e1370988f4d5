package dev.oneshot.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of a worker sit while there is no job for them. Meanwhile the connection of one can be lent to a caller,
 * who then need not wait until a thread has woken up. Guarded by the lock of the {@link JobQueue}.
 */
final class Benches<C> {

    private final Deque<Bench<C>> idle = new ArrayDeque<>();

    /** Whether there are any, for those who do not have the lock. */
    private volatile boolean hasIdle;

    /**
     * Sits until the thread is called, at most for the time given.
     *
     * @param interval the time to begin with again if the connection was in use meanwhile
     * @return what is left of the time
     */
    long sit(Bench<C> bench, long nanos, long interval) {
        long remaining = sleep(bench.call, nanos);
        while (bench.lent) {
            bench.missed = true;
            sleep(bench.call, Long.MAX_VALUE);
        }
        bench.missed = false;
        if (bench.wasLent) {
            bench.wasLent = false;
            remaining = interval;
        }
        return remaining;
    }

    /** The thread has something to do. */
    void rise(Bench<C> bench) {
        bench.recalled = false;
        leave(bench);
    }

    private void leave(Bench<C> bench) {
        if (bench.seated) {
            bench.seated = false;
            idle.remove(bench);
            hasIdle = !idle.isEmpty();
        }
    }

    /** Whether a thread sits here, or its connection can be borrowed; any thread may ask. */
    boolean hasIdle() {
        return hasIdle;
    }

    /** Calls a thread, if one sits here: the last to sit down, which may still be half awake. */
    void call() {
        Bench<C> called = idle.peekLast();
        if (called != null) {
            call(called);
        }
    }

    /** Calls this thread. */
    void call(Bench<C> bench) {
        leave(bench);
        bench.call.signal();
    }

    void callAll() {
        while (!idle.isEmpty()) {
            call();
        }
    }

    /** Takes a connection away from its thread, null if none is idle. */
    @Nullable Bench<C> lend() {
        Bench<C> bench = idle.peekLast();
        if (bench != null) {
            leave(bench);
            bench.lent = true;
            bench.wasLent = true;
        }
        return bench;
    }

    /** Takes a lent connection back, and calls its thread if that waits for it. */
    void takeBack(Bench<C> bench) {
        bench.lent = false;
        if (bench.missed) {
            bench.call.signal();
        } else {
            seat(bench);
        }
    }

    /** The thread has nothing to do. */
    void seat(Bench<C> bench) {
        if (!bench.seated) {
            bench.seated = true;
            idle.addLast(bench);
            hasIdle = true;
        }
    }

    /** A worker's own sleep. Nobody interrupts it but to say that it stops, and then the queue is closed, too. */
    static long sleep(Condition condition, long nanos) {
        try {
            if (nanos == Long.MAX_VALUE) {
                // A sleep without a timer costs the system less.
                condition.await();
                return nanos;
            }
            return condition.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return nanos;
        }
    }
}
