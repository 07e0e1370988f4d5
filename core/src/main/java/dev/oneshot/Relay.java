package dev.oneshot;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The waker that a future of several parts gives to them: it passes the first wake-up after a poll on to the waker of
 * that poll, and lets go of it.
 *
 * <p>So the parts that were not woken hold on to this relay alone. Waker and owner both swap the reference in one step:
 * a wake-up that finds none was preceded by another, and is visible to the poll that answers both.
 */
final class Relay implements Waker {

    private final AtomicReference<@Nullable Waker> target = new AtomicReference<>();

    /** For the owner, before it polls its parts. */
    void arm(Waker waker) {
        target.getAndSet(waker);
    }

    /** For the owner, at its end. */
    void disarm() {
        target.set(null);
    }

    @Override
    public void wake() {
        Waker waker = target.getAndSet(null);
        if (waker != null) {
            waker.wake();
        }
    }
}
