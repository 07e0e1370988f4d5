package dev.oneshot.autoconfigure;

import dev.oneshot.runner.BlockingGuard;
import reactor.core.scheduler.Schedulers;

/** Refuses to block the threads that Reactor marks as non-blocking: event loops, and its parallel scheduler. */
final class ReactorBlockingGuard implements BlockingGuard {

    @Override
    public void beforeBlocking() {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("thread '" + Thread.currentThread().getName()
                    + "' serves many requests and must not block: return the Receiver from the controller instead, or"
                    + " move the call to Schedulers.boundedElastic()");
        }
    }
}
