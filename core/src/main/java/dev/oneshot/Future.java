package dev.oneshot;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that may not be there yet, and that makes progress only while somebody polls it.
 *
 * <p>A future is lazy: nothing happens before the first {@link #poll}. Whoever polls it is its <em>driver</em>: a
 * {@link dev.oneshot.runner.Runner} that blocks a thread, an executor, or {@link #toCompletableFuture()}. The protocol
 * is that of Rust's {@code std::future::Future}:
 *
 * <ul>
 *   <li>{@link Poll.Ready}: the value. The future has ended; a further poll is a mistake and throws
 *       {@link IllegalStateException}.
 *   <li>{@link Poll.Pending}: not yet. The future has kept {@link Context#waker()} and wakes it when another poll is
 *       worth while. Of several polls only the latest waker is kept.
 *   <li>a throw: the future has failed, and has ended just as with a value.
 * </ul>
 *
 * <p>{@link #map}, {@link #then} and {@link #recover} put a step behind a future, {@link Futures} joins several. Both take
 * the futures over: who holds the result polls and closes it, and no longer its parts. What nothing here covers is
 * written by hand: a class with a field for where it stands, whose {@code poll} goes as far as it can and answers
 * pending where an inner future does, having passed its own context on to it.
 *
 * <p>One driver at a time: {@code poll} and {@code close} need not be thread-safe unless a future says so, but they may
 * be called from different threads one after the other.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Future<T extends @Nullable Object> extends AutoCloseable {

    /**
     * Makes what progress can be made now, without blocking.
     *
     * @param context carries the waker to be woken when another poll is worth while
     * @return the value, or {@link Poll#pending()}
     * @throws RuntimeException the failed outcome; a checked failure comes as the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @throws IllegalStateException if this future has already ended
     */
    Poll<T> poll(Context context);

    /**
     * Gives up and releases what this future waits for, as dropping does in Rust. Idempotent; after the end it does
     * nothing. By default nothing is held, so nothing is released.
     */
    @Override
    default void close() {}

    /**
     * This future with its value turned into another one. A failure passes by; what the function throws is a failure.
     *
     * @param function runs within the poll that brings the value, so it must not block
     * @return a future that takes this one over
     * @param <R> the type of the other value
     */
    default <R extends @Nullable Object> Future<R> map(Function<? super T, ? extends R> function) {
        return Chain.extend(this, Step.map(function));
    }

    /**
     * This future followed by one that is made from its value. A failure passes by; what the function throws is a
     * failure. Steps may follow each other without limit, and a function may return a future of further steps, as in a
     * loop: neither takes stack.
     *
     * @param function makes the next future, within the poll that brings the value; that future is polled at once
     * @return a future that takes this one over
     * @param <R> the type of the next future's value
     */
    default <R extends @Nullable Object> Future<R> then(Function<? super T, ? extends Future<R>> function) {
        return Chain.extend(this, Step.then(function));
    }

    /**
     * This future with a failure turned into a value. A value passes by, and so does a {@link VirtualMachineError}: an
     * exhausted stack or heap is no outcome to go on with. What the function throws is the new failure.
     *
     * @param function is given what failed: a checked failure itself, without the
     *     {@link java.util.concurrent.CompletionException} around it
     * @return a future that takes this one over
     */
    default Future<T> recover(Function<? super Throwable, ? extends T> function) {
        return Chain.extend(this, Step.recover(function));
    }

    /**
     * Drives this future by callbacks; the first poll happens here and now, each later one on the JDK's default
     * asynchronous executor, never on the thread that wakes. However the returned future ends other than by this
     * one's outcome (cancelled, timed out, completed by hand), this future is closed.
     *
     * @return a future of the same outcome, completed with the original throwable if this one fails
     */
    default CompletableFuture<T> toCompletableFuture() {
        CompletableFuture<T> target = new CompletableFuture<>();
        return CompletableFutureDriver.drive(this, target, target.defaultExecutor());
    }

    /**
     * Drives this future as {@link #toCompletableFuture()} does, with the later polls on an executor of the caller's
     * choice. Where the executor refuses, the poll happens on the thread that wakes, so that no outcome is lost.
     *
     * @param executor runs the polls, and thereby the dependents of the returned future
     * @return a future of the same outcome
     */
    default CompletableFuture<T> toCompletableFuture(Executor executor) {
        return CompletableFutureDriver.drive(
                this, new CompletableFuture<>(), Objects.requireNonNull(executor, "executor"));
    }
}
