package dev.oneshot.testing;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An executor whose tasks run when the test says so, on the thread of the test. */
public final class HandExecutor implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    public synchronized int waiting() {
        return tasks.size();
    }

    /** Runs the oldest task. */
    public void runNext() {
        next().run();
    }

    private synchronized Runnable next() {
        return tasks.remove();
    }
}
