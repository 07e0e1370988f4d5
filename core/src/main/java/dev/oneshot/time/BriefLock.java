package dev.oneshot.time;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for steps that are over in some nanoseconds, so that nobody sleeps until he is woken for it.
 *
 * <p>Giving it back is a mere ordered write: there is no line of sleepers to be looked for, and so no fence, which costs
 * about as much as such a step does. Who finds it taken looks again, then lets others run, and then naps: it is taken for
 * long only while the thread that has it is kept from running. Neither fair nor reentrant.
 *
 * <p>What a thread reads after it gave the lock back may be read before others see that, but never before it took it. So of
 * two threads that write something, take the lock, and then look for what the other has written, the second finds it.
 */
final class BriefLock extends AtomicBoolean {

    private static final long serialVersionUID = 1L;

    private static final int LOOKS = 100;
    private static final int YIELDS = 100;
    private static final long NAP_NANOS = 50_000;

    void lock() {
        if (!compareAndSet(false, true)) {
            lockWhenFree();
        }
    }

    void unlock() {
        setRelease(false);
    }

    private void lockWhenFree() {
        int tries = 0;
        while (getOpaque() || !compareAndSet(false, true)) {
            tries++;
            if (tries <= LOOKS) {
                Thread.onSpinWait();
            } else if (tries <= LOOKS + YIELDS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(this, NAP_NANOS);
            }
        }
    }
}
