package dev.oneshot.lincheck;

import java.util.concurrent.locks.ReentrantLock;
import org.jetbrains.lincheck.datastructures.Operation;

/** A mutex with a mistake: it looks in one step whether it is free, and is taken in another. */
public class TwoStepMutex {

    private final ReentrantLock lock = new ReentrantLock();
    private boolean held;

    @Operation
    public boolean tryLock() {
        if (isHeld()) {
            return false;
        }
        hold(true);
        return true;
    }

    @Operation
    public void unlock() {
        hold(false);
    }

    private boolean isHeld() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    private void hold(boolean now) {
        lock.lock();
        try {
            held = now;
        } finally {
            lock.unlock();
        }
    }
}
