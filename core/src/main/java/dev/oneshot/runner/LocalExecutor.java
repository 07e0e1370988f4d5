package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Waker;
import dev.oneshot.time.Timer;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Runs many tasks on one thread: polls those that were woken, in the order of their wake-ups, and parks when there are
 * none.
 *
 * <p>The thread is the one that first runs it, by {@link #run} or {@link #runUntilStalled}, and stays the same as long as
 * it lives: so tasks are never polled at the same time, and may share what is not thread-safe. A task makes progress only
 * while that thread is in one of the two methods. Other threads may {@link #spawn} and wake; they never poll.
 *
 * <p>It is fair: each task that was woken has one poll before any has its second, also if a task wakes itself. And it is
 * cooperative: a poll that takes long holds up all others, and {@link #metrics} tells of it.
 */
public final class LocalExecutor implements AutoCloseable {

    private final String name;
    private final TaskLoop loop;
    private final Driving driving;

    LocalExecutor(LocalExecutorBuilder settings) {
        name = settings.name;
        loop = new TaskLoop(settings);
        driving = () -> " within a task of " + this + " would stop the thread that all its tasks need: wait for the"
                + " future in the task, by then(...), or spawn it";
    }

    /**
     * An executor with the defaults.
     *
     * @return an executor that belongs to no thread yet
     */
    public static LocalExecutor create() {
        return builder().build();
    }

    /**
     * Begins an executor with settings.
     *
     * @return the builder
     */
    public static LocalExecutorBuilder builder() {
        return new LocalExecutorBuilder();
    }

    /**
     * Takes on a task, which is polled for the first time after all that are queued now. Any thread may call this; the
     * future is polled and closed by the executor's thread alone.
     *
     * @param future what to run; the task takes it over
     * @return the handle of the task
     * @param <T> the type of the value
     * @throws IllegalStateException if this executor was closed
     */
    public <T extends @Nullable Object> Task<T> spawn(Future<T> future) {
        return loop.start(null, future);
    }

    /**
     * Takes on a task that has a name, for messages and for {@link SlowPoll}.
     *
     * @param name the name
     * @param future what to run; the task takes it over
     * @return the handle of the task
     * @param <T> the type of the value
     * @throws IllegalStateException if this executor was closed
     */
    public <T extends @Nullable Object> Task<T> spawn(String name, Future<T> future) {
        return loop.start(Objects.requireNonNull(name, "name"), future);
    }

    /**
     * Runs the tasks until one more of them, made of this future, has ended. The others stay where they are then, and go
     * on with the next run.
     *
     * @param future what to wait for
     * @return its value
     * @param <T> the type of the value
     * @throws RuntimeException the future's own failure; a checked one is the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @throws BlockOnInterruptedException if the thread was interrupted when there was nothing to do but wait; the
     *     interrupt flag stays set and the future is closed
     * @throws IllegalStateException if the calling thread is not this executor's, runs an executor or an async body
     *     already, or if the executor was closed
     */
    public <T extends @Nullable Object> T run(Future<T> future) {
        enter("run");
        try {
            TaskHandle<T> main = loop.start(null, future);
            while (!main.isEnded()) {
                if (!loop.runRound(main) && !loop.idle()) {
                    loop.cancelNow(main.cell());
                    throw new BlockOnInterruptedException("the run of " + this, future);
                }
            }
            return main.poll(Context.of(Waker.noop())).get();
        } finally {
            leave();
        }
    }

    /**
     * Runs what can run now: returns when every task is pending and not woken, and no timer is due. A task that always
     * wakes itself keeps it from returning.
     *
     * @throws IllegalStateException as of {@link #run}
     */
    public void runUntilStalled() {
        enter("runUntilStalled");
        try {
            boolean worked = true;
            while (worked) {
                worked = loop.runRound(null);
            }
        } finally {
            leave();
        }
    }

    /**
     * A timer whose actions run on this executor's thread, between polls, and which that thread waits for when it has
     * nothing else to do. It stands still while the executor does not run.
     *
     * @return the timer, for any thread
     */
    public Timer timer() {
        return loop.timer();
    }

    /**
     * The name in messages.
     *
     * @return the name that the builder was given
     */
    public String name() {
        return name;
    }

    /**
     * Tells what this executor has done. Any thread.
     *
     * @return the numbers of now
     */
    public ExecutorMetrics metrics() {
        return loop.metrics();
    }

    /**
     * Ends every task that is left: closes its future, and fails its handle with a {@link CancellationException}. From
     * now on spawning is refused. Idempotent.
     *
     * @throws IllegalStateException if called by another thread than this executor's while that lives, or within a task
     */
    @Override
    public void close() {
        if (loop.isClosed()) {
            return;
        }
        enter("close");
        try {
            loop.close();
        } finally {
            leave();
        }
    }

    private void enter(String what) {
        Driving.checkMayBlock(what);
        Thread caller = Thread.currentThread();
        Thread owner = loop.begin(caller);
        if (owner != caller) {
            throw new IllegalStateException(what + " of " + this + " by thread '" + caller.getName()
                    + "': it belongs to the thread that ran it first, '" + owner.getName()
                    + "'; other threads may spawn tasks and await their handles");
        }
        if (loop.isClosed()) {
            loop.rest();
            throw new IllegalStateException(what + " of " + this + ": it is closed");
        }
        Driving.CURRENT.set(driving);
    }

    private void leave() {
        loop.rest();
        Driving.CURRENT.remove();
    }

    @Override
    public String toString() {
        return "executor '" + name + "'";
    }
}
