package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollBudget;
import dev.oneshot.time.Timer;
import dev.oneshot.time.TimerWheel;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a {@link LocalExecutor}: takes tasks from the queue and gives each a turn, runs the timers in between, and
 * parks when there is neither.
 *
 * <p>Only {@link #start}, {@link #woken}, {@link #timer} and {@link #metrics} are for any thread; the rest is for the
 * owner.
 */
final class TaskLoop {

    /** So many polls come at most between two looks at the timers. */
    private static final int POLLS_PER_ROUND = 64;

    private final String name;
    private final long slowPollNanos;
    private final LongSupplier clock;
    private final PollBudget budget;
    private final TimerWheel wheel;
    private final ReadyQueue queue = new ReadyQueue();
    private final LiveTasks live = new LiveTasks();
    private final ExecutorMeter meter = new ExecutorMeter();
    private volatile @Nullable Thread owner;
    /** The owner's last reading of the clock: one per poll, which ends that poll and begins the next. */
    private long now;

    private boolean running;

    TaskLoop(LocalExecutorBuilder settings) {
        name = settings.name;
        slowPollNanos = settings.slowPollNanos;
        clock = settings.clock;
        budget = PollBudget.of(settings.pollBudget);
        wheel = TimerWheel.create(clock, this::timerIsEarlier);
    }

    /**
     * Begins a run by the owner, which is whoever comes first, or first after the last one has ended; the answer is the
     * owner. What a thread did is visible to whoever finds that it has ended.
     */
    synchronized Thread begin(Thread caller) {
        Thread decided = owner;
        if (decided == null || !decided.isAlive()) {
            owner = decided = caller;
        }
        if (decided == caller) {
            running = true;
            now = clock.getAsLong();
        }
        return decided;
    }

    /** Ends a run by the owner. */
    void rest() {
        running = false;
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    Timer timer() {
        return wheel;
    }

    ExecutorMetrics metrics() {
        return meter.metrics();
    }

    /** Ends the tasks that are left, and refuses others from now on. */
    void close() {
        queue.close();
        dropQueued(true);
        for (TaskCell cell = live.any(); cell != null; cell = live.any()) {
            cancelNow(cell);
        }
        dropQueued(false); // what woke each other meanwhile
    }

    private void dropQueued(boolean adopt) {
        for (TaskCell cell = queue.takeLeft(); cell != null; cell = queue.takeLeft()) {
            meter.dequeued.increment();
            if (adopt) {
                adopt(cell);
            }
        }
    }

    /** Ends a task at once: closes its future, and fails its handle. */
    void cancelNow(TaskCell cell) {
        CancellationException cancellation = new CancellationException(cell.handle + " was cancelled");
        try {
            Objects.requireNonNull(cell.future).close();
        } catch (Throwable thrown) {
            cancellation.addSuppressed(thrown);
        }
        fail(cell, cancellation);
    }

    /** Called by a cell for every wake-up of a task that has not ended; if it was idle, it has to be queued now. */
    void woken(TaskCell cell, boolean wasIdle) {
        if (Thread.currentThread() == owner) {
            meter.ownWakes.increment();
            if (wasIdle) {
                addOwn(cell);
            }
        } else {
            meter.foreignWakes.increment();
            if (wasIdle) {
                handOver(cell);
            }
        }
    }

    <T extends @Nullable Object> TaskHandle<T> start(@Nullable String taskName, Future<T> future) {
        TaskCell cell = new TaskCell(this, Objects.requireNonNull(future, "future"));
        TaskHandle<T> handle = new TaskHandle<>(taskName, cell);
        cell.handle = handle;
        meter.spawned.increment();
        boolean refused = queue.isClosed();
        if (!refused && Thread.currentThread() == owner) {
            addOwn(cell);
        } else {
            refused = refused || !handOver(cell);
        }
        if (refused) {
            meter.spawned.decrement();
            throw new IllegalStateException("executor '" + name + "' is closed and takes no more tasks");
        }
        return handle;
    }

    private void addOwn(TaskCell cell) {
        cell.queuedAt = running ? now : clock.getAsLong();
        meter.ownQueued.increment();
        queue.add(cell);
    }

    private boolean handOver(TaskCell cell) {
        cell.queuedAt = clock.getAsLong();
        meter.foreignQueued.increment();
        return switch (queue.handOver(cell)) {
            case DONE -> true;
            case OWNER_SLEEPS -> {
                LockSupport.unpark(owner);
                yield true;
            }
            case REFUSED -> {
                meter.foreignQueued.decrement();
                yield false;
            }
        };
    }

    /** Some polls, at most until the given task has ended, and what the timers bring; false if there was nothing to do. */
    boolean runRound(@Nullable TaskHandle<?> last) {
        boolean worked = wheel.runDue() > 0;
        now = clock.getAsLong();
        for (int polls = 0; polls < POLLS_PER_ROUND; polls++) {
            TaskCell cell = queue.take();
            if (cell == null) {
                return worked;
            }
            worked = true;
            meter.dequeued.increment();
            if (cell.beginTurn()) {
                turn(cell, cell.queuedAt);
            }
            if (last != null && last.isEnded()) {
                return true;
            }
        }
        return true;
    }

    private void turn(TaskCell cell, long queuedAt) {
        TaskHandle<?> handle = Objects.requireNonNull(cell.handle);
        adopt(cell);
        if (handle.isCancelled()) {
            cancelNow(cell);
            return;
        }
        Future<?> future = Objects.requireNonNull(cell.future);
        long begun = now;
        meter.polled(Math.max(0, begun - queuedAt));
        budget.refill();
        Poll<?> poll;
        try {
            poll = Objects.requireNonNull(future.poll(Context.of(cell, budget)), "poll returned null");
        } catch (Throwable thrown) {
            polled(handle, future, begun);
            fail(cell, thrown);
            return;
        }
        polled(handle, future, begun);
        if (poll.isReady()) {
            forget(cell);
            handle.complete(poll.get());
        } else {
            meter.pendings.increment();
            if (!cell.goIdle()) {
                addOwn(cell);
            }
        }
    }

    private void polled(TaskHandle<?> handle, Future<?> future, long begun) {
        now = clock.getAsLong();
        if (now - begun >= slowPollNanos) {
            meter.slow(handle.name() == null ? future : handle.name(), now - begun);
        }
    }

    private void adopt(TaskCell cell) {
        if (!live.contains(cell)) {
            live.add(cell);
        }
    }

    private void fail(TaskCell cell, Throwable failure) {
        TaskHandle<?> handle = Objects.requireNonNull(cell.handle);
        forget(cell);
        handle.fail(failure);
    }

    private void forget(TaskCell cell) {
        live.remove(cell);
        cell.end();
        meter.ended.increment();
    }

    /** Parks until there is something to do; false if the thread was interrupted. */
    boolean idle() {
        boolean interrupted = false;
        if (queue.fallAsleep()) {
            long wait = wheel.nanosToNext();
            while (queue.isAsleep() && wait > 0 && !interrupted) {
                if (Thread.currentThread().isInterrupted()) {
                    interrupted = true;
                } else {
                    LockSupport.parkNanos(this, wait);
                    wait = wheel.nanosToNext();
                }
            }
            queue.stayAwake();
        }
        now = clock.getAsLong();
        return !interrupted;
    }

    private void timerIsEarlier() {
        Thread sleeper = owner;
        if (sleeper != Thread.currentThread()) {
            LockSupport.unpark(sleeper);
        }
    }
}
