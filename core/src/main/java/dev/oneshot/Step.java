package dev.oneshot;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link Chain} does with the outcome of the step before. Values pass through it untyped. */
sealed interface Step {

    /** Turns a value into another one. */
    record Map(Function<@Nullable Object, @Nullable Object> function) implements Step {}

    /** Goes on with a future that is made from the value. */
    record Then(Function<@Nullable Object, Future<?>> function) implements Step {}

    /** Turns a failure into a value. */
    record Recover(Function<Throwable, @Nullable Object> function) implements Step {}

    @SuppressWarnings("unchecked") // Future.map pairs it with a future of the type that the function takes
    static Step map(Function<?, ?> function) {
        return new Map((Function<@Nullable Object, @Nullable Object>) Objects.requireNonNull(function, "function"));
    }

    @SuppressWarnings("unchecked") // as above, in Future.then
    static Step then(Function<?, ? extends Future<?>> function) {
        return new Then((Function<@Nullable Object, Future<?>>) Objects.requireNonNull(function, "function"));
    }

    @SuppressWarnings("unchecked") // as above, in Future.recover
    static Step recover(Function<? super Throwable, ?> function) {
        return new Recover((Function<Throwable, @Nullable Object>) Objects.requireNonNull(function, "function"));
    }
}
