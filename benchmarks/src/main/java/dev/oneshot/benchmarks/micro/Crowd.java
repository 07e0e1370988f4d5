package dev.oneshot.benchmarks.micro;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tasks that are all there at once before any of them takes its first turn, and the time that their turns take. A member
 * gives way to the others until it need not go on.
 */
final class Crowd {

    private final int tasks;
    private final int turns;
    private final AtomicInteger missing;
    private final AtomicInteger left;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean complete;
    private long startNanos;
    private long endNanos;

    Crowd(int tasks, int turns) {
        this.tasks = tasks;
        this.turns = turns;
        missing = new AtomicInteger(tasks);
        left = new AtomicInteger(tasks);
    }

    int tasks() {
        return tasks;
    }

    Member join() {
        if (missing.decrementAndGet() == 0) {
            startNanos = System.nanoTime();
            complete = true;
        }
        return new Member();
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    double nanosPerTurn() {
        return (double) (endNanos - startNanos) / ((long) tasks * turns);
    }

    /** One task. Used by one thread at a time. */
    final class Member {

        private int remaining = turns;

        /** Whether it gives way once more. While somebody is missing it does so without counting. */
        boolean goesOn() {
            if (!complete || remaining-- > 0) {
                return true;
            }
            if (left.decrementAndGet() == 0) {
                endNanos = System.nanoTime();
                end.countDown();
            }
            return false;
        }
    }
}
