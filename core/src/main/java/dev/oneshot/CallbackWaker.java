package dev.oneshot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A waker that runs a callback, and keeps what it throws away from whoever wakes. */
record CallbackWaker(Runnable callback) implements Waker {

    private static final Logger LOG = System.getLogger(CallbackWaker.class.getName());

    @Override
    public void wake() {
        try {
            callback.run();
        } catch (Throwable thrown) {
            LOG.log(Level.WARNING, "the callback of a waker failed: " + callback, thrown);
        }
    }
}
