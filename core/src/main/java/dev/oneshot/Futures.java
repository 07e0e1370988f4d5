package dev.oneshot;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Futures made from other things, and from several futures. */
public final class Futures {

    private Futures() {}

    /**
     * Adapts a stage of the JDK, such as the answer of {@code HttpClient.sendAsync}.
     *
     * <p>The stage runs already, so this future only waits for it. A failed stage fails the future with the stage's own
     * throwable, the {@link java.util.concurrent.CompletionException} around it taken off. Closing the future cancels
     * the stage.
     *
     * @param stage what to wait for
     * @return a future of the same outcome
     * @param <T> the type of the value
     */
    public static <T extends @Nullable Object> Future<T> from(CompletionStage<T> stage) {
        return new StageFuture<>(stage.toCompletableFuture());
    }

    /**
     * A future that is ready at its first poll.
     *
     * @param value its value; may be null
     * @return the future
     * @param <T> the type of the value
     */
    public static <T extends @Nullable Object> Future<T> ready(T value) {
        return new ReadyFuture<>(value);
    }

    /**
     * A future that fails at its first poll.
     *
     * @param failure what that poll throws: this instance if unchecked, otherwise as the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @return the future
     * @param <T> the type of the value that never comes
     */
    public static <T extends @Nullable Object> Future<T> failed(Throwable failure) {
        return new FailedFuture<>(failure);
    }

    /**
     * A future that stays pending for ever and keeps no waker.
     *
     * @return the future
     * @param <T> the type of the value that never comes
     */
    public static <T extends @Nullable Object> Future<T> never() {
        return context -> Poll.pending();
    }

    /**
     * A future that lets the other tasks of an executor have their turn: pending once, and woken at once.
     *
     * @return a future of null
     */
    public static Future<@Nullable Void> yieldNow() {
        return new Yield();
    }

    /**
     * Waits for two futures and puts their values together. Fails as soon as one of them fails, and closes the other, or
     * its value, as {@link #join(List)} does.
     *
     * @param first one future
     * @param second the other
     * @param combiner makes the value of both, within the poll that brings the later one
     * @return a future that takes both over
     * @param <A> the type of the first value
     * @param <B> the type of the second value
     * @param <R> the type of the combined value
     */
    @SuppressWarnings("unchecked") // the list has what the two futures brought, in their order
    public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> Future<R> join(
            Future<? extends A> first,
            Future<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combiner) {
        Objects.requireNonNull(combiner, "combiner");
        Future<List<@Nullable Object>> both = new JoinAll<>(List.of(first, second));
        return both.map(values -> combiner.apply((A) values.get(0), (B) values.get(1)));
    }

    /**
     * Waits for all futures. Fails as soon as one of them fails, and closes the others. A wake-up polls only those that
     * were woken, so a million of them may be joined.
     *
     * <p>Values that are there already belong to the join until all are. If it fails or is closed before, nobody will
     * receive them, and it {@linkplain Dropped#close closes} those that can be closed.
     *
     * @param futures polled first in this order; none makes an empty list
     * @return a future of their values in this order, as an unmodifiable list; it takes the futures over
     * @param <T> the type of the values
     */
    public static <T extends @Nullable Object> Future<List<T>> join(List<? extends Future<? extends T>> futures) {
        return new JoinAll<>(futures);
    }

    /**
     * Waits for whichever future ends first, with a value or a failure, and closes the others. They are polled in this
     * order at every wake-up, so if several could end, the earlier one wins.
     *
     * @param futures a few, at least one
     * @return a future of the first outcome; it takes the futures over
     * @param <T> the type of the value
     */
    public static <T extends @Nullable Object> Future<T> first(List<? extends Future<? extends T>> futures) {
        return new FirstOf<>(futures);
    }
}
