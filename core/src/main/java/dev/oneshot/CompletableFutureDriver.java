package dev.oneshot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Drives one future by callbacks and completes a {@link CompletableFuture} with its outcome.
 *
 * <p>A wake-up puts a poll on the executor. Polls never overlap, and a wake-up during a poll leads to another one:
 *
 * <pre>
 *   IDLE ──wake──▶ SCHEDULED ──run──▶ POLLING ──pending──▶ IDLE
 *                      ▲                 │ wake
 *                      └────pending──── WOKEN
 * </pre>
 *
 * Whoever holds POLLING or WOKEN owns the future. When the target has ended in another way (cancelled, timed out,
 * completed by hand), the owner closes the future instead of polling it. The end is ENDED, which nobody leaves.
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
    private final AtomicReference<State> state = new AtomicReference<>(State.SCHEDULED);

    private CompletableFutureDriver(Future<T> future, CompletableFuture<T> target, Executor executor) {
        this.future = future;
        this.target = target;
        this.executor = executor;
    }

    static <T extends @Nullable Object> CompletableFuture<T> drive(
            Future<T> future, CompletableFuture<T> target, Executor executor) {
        CompletableFutureDriver<T> driver = new CompletableFutureDriver<>(future, target, executor);
        driver.run();
        if (!target.isDone()) {
            target.whenComplete((value, failure) -> driver.targetEnded());
        }
        return target;
    }

    @Override
    public void wake() {
        while (true) {
            State seen = state.get();
            switch (seen) {
                case IDLE -> {
                    if (state.compareAndSet(State.IDLE, State.SCHEDULED)) {
                        schedule();
                        return;
                    }
                }
                case POLLING -> {
                    if (state.compareAndSet(State.POLLING, State.WOKEN)) {
                        return;
                    }
                }
                case SCHEDULED, WOKEN, ENDED -> {
                    return;
                }
            }
        }
    }

    /** Polls, or closes, until there is nothing more to do now. */
    @Override
    public void run() {
        state.set(State.POLLING);
        while (!step()) {
            if (state.compareAndSet(State.POLLING, State.IDLE)) {
                return;
            }
            state.set(State.POLLING);
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
            if (poll.isReady()) {
                target.complete(poll.get());
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
        } catch (RejectedExecutionException e) {
            run();
        }
    }
}
