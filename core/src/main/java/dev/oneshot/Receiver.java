package dev.oneshot;

import org.jspecify.annotations.Nullable;

/**
 * The waiting end of a {@link Oneshot}: a {@link Future} of the value that the {@link Sender} sends.
 *
 * <p>It belongs to one driver; {@link #close()} alone may be called by any thread at any time, so that others can call
 * off the wait. The outcome is taken once, by {@link #poll} or by {@link #tryReceive}:
 *
 * <ul>
 *   <li>the value that was sent;
 *   <li>the throwable given to {@link Sender#fail}: that same instance if unchecked, otherwise as the cause of a
 *       {@link java.util.concurrent.CompletionException};
 *   <li>{@link SenderClosedException} if the sender was closed, or lost, before it sent;
 *   <li>{@link ReceiverClosedException} if this end was closed before anything was sent.
 * </ul>
 *
 * @param <T> the type of the value
 */
public interface Receiver<T extends @Nullable Object> extends Future<T> {

    /**
     * Takes the outcome if there is one, without registering a waker.
     *
     * @return the value, or pending while the sender may still send
     * @throws SenderClosedException if the sender was closed unsent
     * @throws ReceiverClosedException if this end was closed and nothing had been sent before
     * @throws IllegalStateException if the outcome was taken before
     */
    Poll<T> tryReceive();

    /**
     * Refuses whatever is sent from now on. A value that was sent before stays receivable; a thread that waits on this
     * receiver is released with a {@link ReceiverClosedException}. Any thread, any number of times.
     */
    @Override
    void close();
}
