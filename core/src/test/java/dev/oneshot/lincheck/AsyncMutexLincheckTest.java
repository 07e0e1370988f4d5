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
    public int countLocked() {
        Guard guard = runner.blockOn(mutex.lock());
        int counted = ++count;
        guard.close();
        return counted;
    }

    @Operation
    public void tryLockAndUnlock() {
        mutex.tryLock().ifPresent(guard -> {
            guard.close();
            guard.close();
        });
    }

    @Operation
    public void askAndLeave() {
        Future<Guard> asking = mutex.lock();
        Poll<Guard> poll = asking.poll(new CountingWaker().context());
        if (poll.isReady()) {
            poll.get().close();
        } else {
            asking.close();
        }
    }
}
