package dev.oneshot.runner;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one thread writes, without the cost of a locked instruction, and any thread reads. */
final class OwnedCounter extends AtomicLong {

    private static final long serialVersionUID = 1L;

    void increment() {
        lazySet(getPlain() + 1);
    }

    void add(long amount) {
        lazySet(getPlain() + amount);
    }

    void raiseTo(long value) {
        if (value > getPlain()) {
            lazySet(value);
        }
    }
}
