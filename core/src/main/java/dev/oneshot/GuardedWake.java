package dev.oneshot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A wake-up that keeps what the waker throws, though it must not, away from whoever wakes. */
final class GuardedWake {

    private static final Logger LOG = System.getLogger(Waker.class.getName());

    private GuardedWake() {}

    static void wake(Waker waker) {
        try {
            waker.wake();
        } catch (Throwable thrown) {
            // The name of its class only: its toString is foreign code as well.
            LOG.log(
                    Level.WARNING,
                    "a waker failed, which none may: " + waker.getClass().getName(),
                    thrown);
        }
    }
}
