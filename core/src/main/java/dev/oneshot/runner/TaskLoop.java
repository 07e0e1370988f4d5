package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollBudget;
import dev.oneshot.runner.ReadyQueue.HandOver;
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
    private final TurnClock turnClock;
    private final PollBudget budget;
    private final TimerWheel wheel;
    private final ReadyQueue queue = new ReadyQueue();
    private final LiveTasks live = new LiveTasks();
    private final ExecutorMeter meter = new ExecutorMeter();
    private volatile @Nullable Thread owner;
    private boolean running;

    TaskLoop(LocalExecutorBuilder settings) {
        name = settings.name;
        slowPollNanos = settings.slowPollNanos;
        clock = settings.clock;
        turnClock = new TurnClock(clock, slowPollNanos);
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
            turnClock.read();
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
        return meter.metrics(queue.size());
    }

    /** Ends the tasks that are left, and refuses others from now on. */
    void close() {
        queue.close();
        for (TaskCell cell = queue.take(); cell != null; cell = queue.take()) {
            if (cell.beginTurn()) {
                adopt(cell);
            }
        }
        for (TaskCell cell = live.any(); cell != null; cell = live.any()) {
            cancelNow(cell);
        }
        while (queue.take() != null) {} // what woke each other meanwhile
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

    /** Wakes a task that had not ended when the caller looked. */
    void wake(TaskCell cell) {
        if (Thread.currentThread() == owner) {
            meter.ownWakes.increment();
            if (cell.noteWake()) {
                addOwn(cell);
            }
        } else {
            meter.foreignWakes.increment();
            if (cell.signal(clock)) {
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
            cell.noteWake();
            addOwn(cell);
        } else {
            refused = refused || !(cell.signal(clock) && handOver(cell));
        }
        if (refused) {
            meter.spawned.decrement();
            throw new IllegalStateException("executor '" + name + "' is closed and takes no more tasks");
        }
        return handle;
    }

    private void addOwn(TaskCell cell) {
        cell.queuedAt = running ? turnClock.now() : clock.getAsLong();
        queue.add(cell);
    }

    /** False if the executor is closed. */
    private boolean handOver(TaskCell cell) {
        HandOver handOver = queue.handOver(cell);
        if (handOver == HandOver.OWNER_SLEEPS) {
            LockSupport.unpark(owner);
        }
        return handOver != HandOver.REFUSED;
    }

    /** Some polls, at most until the given task has ended, and what the timers bring; false if there was nothing to do. */
    boolean runRound(@Nullable TaskHandle<?> last) {
        boolean worked = wheel.runDue() > 0;
        if (worked) {
            turnClock.read();
        }
        turnClock.beginRound();
        int turns = 0;
        while (turns < POLLS_PER_ROUND && (last == null || !last.isEnded())) {
            TaskCell cell = queue.take();
            if (cell == null) {
                break;
            }
            turns++;
            if (cell.beginTurn()) {
                turn(cell);
            }
        }
        if (turnClock.endRound(turns, turns == POLLS_PER_ROUND)) {
            lookForSlowPoll(null, null);
        }
        return worked || turns > 0;
    }

    private void turn(TaskCell cell) {
        TaskHandle<?> handle = Objects.requireNonNull(cell.handle);
        adopt(cell);
        if (cell.cancelled) {
            cancelNow(cell);
            return;
        }
        Future<?> future = Objects.requireNonNull(cell.future);
        meter.polled(Math.max(0, turnClock.now() - cell.queuedAt));
        budget.refill();
        Poll<?> poll;
        try {
            poll = Objects.requireNonNull(future.poll(Context.of(cell, budget)), "poll returned null");
        } catch (Throwable thrown) {
            polled(handle, future);
            meter.endedByPoll.increment();
            fail(cell, thrown);
            return;
        }
        polled(handle, future);
        if (poll.isReady()) {
            meter.endedByPoll.increment();
            forget(cell);
            handle.complete(poll.get());
        } else if (!cell.goIdle()) {
            addOwn(cell);
        }
    }

    private void polled(TaskHandle<?> handle, Future<?> future) {
        if (turnClock.endTurn()) {
            lookForSlowPoll(handle, future);
        }
    }

    /** Tells of a slow poll; the last one that was timed is this task's. */
    private void lookForSlowPoll(@Nullable TaskHandle<?> handle, @Nullable Future<?> future) {
        long took = turnClock.tookNanos();
        if (took < slowPollNanos) {
            return;
        }
        if (turnClock.timed() == 1 && handle != null && future != null) {
            meter.slow(handle.name() == null ? future : handle.name(), took);
        } else {
            meter.slowOneOf(turnClock.timed(), took);
            turnClock.timeSingly(meter.live());
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
        turnClock.read();
        return !interrupted;
    }

    private void timerIsEarlier() {
        Thread sleeper = owner;
        if (sleeper != Thread.currentThread()) {
            LockSupport.unpark(sleeper);
        }
    }
}
