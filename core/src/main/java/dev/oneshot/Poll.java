package dev.oneshot;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a future answers when it is polled: {@link Ready} with the value, or the one {@link Pending}.
 *
 * @param <T> the type of the value
 */
public sealed interface Poll<T extends @Nullable Object> {

    /**
     * The value is here.
     *
     * @param value what the future was to bring; may be null
     * @param <T> the type of the value
     */
    record Ready<T extends @Nullable Object>(T value) implements Poll<T> {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public T get() {
            return value;
        }
    }

    /**
     * The value is not here yet; there is one instance, {@link Poll#pending()}.
     *
     * @param <T> the type of the value
     */
    final class Pending<T extends @Nullable Object> implements Poll<T> {

        private static final Pending<?> INSTANCE = new Pending<>();

        private Pending() {}

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public T get() {
            throw new NoSuchElementException("the future is still pending");
        }

        @Override
        public String toString() {
            return "Pending";
        }
    }

    /**
     * Wraps a value.
     *
     * @param value the value; may be null
     * @return the value as a ready poll
     * @param <T> the type of the value
     */
    static <T extends @Nullable Object> Poll<T> ready(T value) {
        return new Ready<>(value);
    }

    /**
     * Says that there is no value yet.
     *
     * @return the one pending poll
     * @param <T> the type of the value
     */
    @SuppressWarnings("unchecked") // Pending holds no value, so one instance is right for every type
    static <T extends @Nullable Object> Poll<T> pending() {
        return (Poll<T>) Pending.INSTANCE;
    }

    /**
     * Tells the two cases apart.
     *
     * @return whether the value is here
     */
    boolean isReady();

    /**
     * Gives the value of a ready poll.
     *
     * @return the value
     * @throws NoSuchElementException if this is pending
     */
    T get();
}
