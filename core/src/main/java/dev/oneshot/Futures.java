package dev.oneshot;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Futures made from other things. */
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
}
