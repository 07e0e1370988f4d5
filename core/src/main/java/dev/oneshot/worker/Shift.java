package dev.oneshot.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One thread's time at the worker's connection, and the loop that fills it. A worker has one shift at a time. */
record Shift<C>(WorkerLoop<C> loop, Thread thread) {

    /** Whether the calling thread has the connection: the worker's own, or one that has borrowed it. */
    boolean isCurrentThread() {
        return Thread.currentThread() == thread || loop.isLentToCurrentThread();
    }

    /** The thread that has the connection now: one that has borrowed it, or else the worker's own. */
    Thread user() {
        Thread borrower = loop.borrower();
        return borrower == null ? thread : borrower;
    }

    /**
     * Waits until the thread has ended; false if the time passed first, or the caller was interrupted, whose flag stays
     * set.
     */
    boolean awaitEnd(Duration timeout) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Durations.nanos(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
