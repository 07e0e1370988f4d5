package dev.oneshot.lincheck;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.runner.Runner;
import dev.oneshot.sync.AsyncMutex;
import dev.oneshot.sync.AsyncMutex.Guard;
import dev.oneshot.testing.CountingWaker;
import org.jetbrains.lincheck.datastructures.Operation;

/** A mutex is held by one at a time, and whoever blocks for it gets it in the end, though others leave the line. */
public class AsyncMutexLincheckTest extends LinearizabilityContract {

    private final AsyncMutex mutex = new AsyncMutex();
    private final Runner runner = Runner.create();
    private int count;

    @Operation
    public int waitAndCount() {
        return count(runner.blockOn(mutex.lock()));
    }

    @Operation
    public int tryOrWaitAndCount() {
        return count(mutex.tryLock().orElseGet(() -> runner.blockOn(mutex.lock())));
    }

    /** Asks, leaves the line if it must wait, and waits anew. */
    @Operation
    public int leaveAndComeBackAndCount() {
        Future<Guard> asking = mutex.lock();
        Poll<Guard> poll = asking.poll(new CountingWaker().context());
        asking.close();
        return count(poll.isReady() ? poll.get() : runner.blockOn(mutex.lock()));
    }

    private int count(Guard guard) {
        int counted = ++count;
        guard.close();
        guard.close();
        return counted;
    }
}
