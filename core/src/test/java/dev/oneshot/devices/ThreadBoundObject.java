package dev.oneshot.devices;

import java.util.List;

/** What throws when it is touched by any thread but the one that made it, as natives do; and tells the test of it. */
final class ThreadBoundObject implements AutoCloseable {

    private final Thread owner = Thread.currentThread();
    private final List<String> touches;

    ThreadBoundObject(List<String> touches) {
        this.touches = touches;
        touches.add("open");
    }

    /** Answers which thread it belongs to. */
    Thread use(String what) {
        Thread caller = Thread.currentThread();
        if (caller != owner) {
            touches.add(what + " by a stranger");
            throw new IllegalStateException("it belongs to " + owner + ", but was touched by " + caller);
        }
        touches.add(what);
        return owner;
    }

    @Override
    public void close() {
        use("close");
    }
}
