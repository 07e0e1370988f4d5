package dev.oneshot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Drives one future by callbacks and completes a {@link CompletableFuture} with its outcome.
 *
 * <p>A wake-up puts a poll on the executor. Polls never overlap, and a wake-up during a poll leads to another one:
 *
 * <pre>
 *   IDLE ──wake──▶ SCHEDULED ──run──▶ POLLING ──pending──▶ IDLE
 *                      ▲                ▲  │ wake
 *                      │      pending   │  ▼
 *                      └─(first poll)── WOKEN
 * </pre>
 *
 * Whoever holds POLLING or WOKEN owns the future. After the first poll, which happens on the caller's thread, a wake-up
 * during the poll goes to the executor; there, the owner polls again at once. When the target has ended in another way
 * (cancelled, timed out, completed by hand), the owner closes the future instead of polling it. The end is ENDED, which
 * nobody leaves.
 *
 * <p>Every wake-up writes the state, even when it does not change it, and every poll begins by reading and writing it
 * in one step. So a wake-up that finds another one ahead of it is visible to the poll that answers both.
 */
final class CompletableFutureDriver<T extends @Nullable Object> implements Waker, Runnable {

    private enum State {
        IDLE,
        SCHEDULED,
        POLLING,
        WOKEN,
        ENDED
    }

    private final Future<T> future;
    private final CompletableFuture<T> target;
    private final Executor executor;
    private final Context context = Context.of(this);
    private final AtomicReference<State> state = new AtomicReference<>(State.POLLING);

    private CompletableFutureDriver(Future<T> future, CompletableFuture<T> target, Executor executor) {
        this.future = future;
        this.target = target;
        this.executor = executor;
    }

    static <T extends @Nullable Object> CompletableFuture<T> drive(
            Future<T> future, CompletableFuture<T> target, Executor executor) {
        CompletableFutureDriver<T> driver = new CompletableFutureDriver<>(future, target, executor);
        driver.begin();
        if (!target.isDone()) {
            target.whenComplete((value, failure) -> driver.targetEnded());
        }
        return target;
    }

    @Override
    public void wake() {
        if (state.getAndUpdate(CompletableFutureDriver::woken) == State.IDLE) {
            schedule();
        }
    }

    private static State woken(State seen) {
        return switch (seen) {
            case IDLE, SCHEDULED -> State.SCHEDULED;
            case POLLING, WOKEN -> State.WOKEN;
            case ENDED -> State.ENDED;
        };
    }

    /** The first poll, on the thread that asked for the target. */
    private void begin() {
        if (step()) {
            state.set(State.ENDED);
        } else if (!state.compareAndSet(State.POLLING, State.IDLE)) {
            state.getAndSet(State.SCHEDULED);
            schedule();
        }
    }

    /** Polls, or closes, until there is nothing more to do now. Does nothing unless a poll is due. */
    @Override
    public void run() {
        if (!state.compareAndSet(State.SCHEDULED, State.POLLING)) {
            return;
        }
        while (!step()) {
            if (state.compareAndSet(State.POLLING, State.IDLE)) {
                return;
            }
            state.getAndSet(State.POLLING);
        }
        state.set(State.ENDED);
    }

    /** One step of the owner; true if the future has ended. */
    private boolean step() {
        if (target.isDone()) {
            future.close();
            return true;
        }
        try {
            Poll<T> poll = future.poll(context);
            if (poll.isReady() && !target.complete(poll.get())) {
                Dropped.close(poll.get()); // the target ended during this poll, and takes the value no more
            }
            return poll.isReady();
        } catch (CompletionException e) {
            target.completeExceptionally(e.getCause() == null ? e : e.getCause());
            return true;
        } catch (Throwable failure) {
            target.completeExceptionally(failure);
            return true;
        }
    }

    private void targetEnded() {
        if (state.compareAndSet(State.IDLE, State.SCHEDULED)) {
            run();
        } else {
            wake();
        }
    }

    private void schedule() {
        try {
            executor.execute(this);
        } catch (RuntimeException | Error refused) {
            // Rejected, or no thread could be started. A waker never throws, and the outcome must not be lost.
            run();
        }
    }
}
