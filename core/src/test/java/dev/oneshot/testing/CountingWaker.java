package dev.oneshot.testing;

import dev.oneshot.Context;
import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicInteger;

/** A waker that does nothing but count how often it was woken. */
public final class CountingWaker implements Waker {

    private final AtomicInteger wakes = new AtomicInteger();
    private final Context context = Context.of(this);

    @Override
    public void wake() {
        wakes.incrementAndGet();
    }

    public int wakes() {
        return wakes.get();
    }

    /** A non-blocking context with this waker. */
    public Context context() {
        return context;
    }
}
