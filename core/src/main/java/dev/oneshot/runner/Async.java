package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of ordinary Java as futures, which {@link #await} other futures where a chain of steps would be awkward.
 *
 * <pre>{@code
 * Future<Receipt> checkout = Async.run(() -> {
 *     Cart cart = Async.await(worker.submit(loadCart));
 *     Payment payment = Async.await(provider.charge(cart));
 *     return Async.await(worker.submit(store(cart, payment)));
 * });
 * }</pre>
 *
 * <p>A body behaves as a state machine written by hand would. It is lazy, and makes progress only within a poll: the poll
 * lets the body's thread run until it awaits something that is pending, or ends, and waits for that. So driver and body
 * never run at the same time: bodies that one {@link LocalExecutor} runs may share what is not thread-safe, and one that
 * awaits <em>n</em> pending futures one after the other has <em>n</em> + 1 polls. What is awaited is polled with the
 * driver's own context, through the body's waker.
 *
 * <p>As in every poll, whatever blocks in a body, other than {@code await}, blocks its driver; {@code blockOn} is
 * refused. The body has a thread of its own: thread-locals of its caller or driver are not there.
 */
public final class Async {

    private Async() {}

    /**
     * A body on a virtual thread; before JDK 21, on a daemon thread of a pool that grows as needed.
     *
     * <p>A future that is neither driven to its end nor closed keeps its thread. {@link Future#close} makes the pending
     * {@code await} close what it awaits and throw a {@link CancellationException}, as does every later one, and returns
     * when the body has ended. Another thread may call it during a poll: it then interrupts the body and returns at once.
     *
     * @param body runs within the polls; what it throws is the failure
     * @return a future of what the body returns; the body begins with its first poll
     * @param <T> the type of the value
     */
    public static <T extends @Nullable Object> Future<T> run(Callable<? extends T> body) {
        return new AsyncBody<T>(Objects.requireNonNull(body, "body"), BodyThreads.DEFAULT, true);
    }

    /**
     * A body on a thread of the caller's choice, which it keeps until it has ended. As the executor may be busy, no poll
     * waits for that thread: the first one only asks for it and is pending, so there is one poll more.
     *
     * @param body runs within the polls; what it throws is the failure
     * @param executor gives the thread, which must not be the one that polls
     * @return a future of what the body returns; the executor is asked at its first poll
     * @param <T> the type of the value
     */
    public static <T extends @Nullable Object> Future<T> run(Callable<? extends T> body, Executor executor) {
        return new AsyncBody<T>(
                Objects.requireNonNull(body, "body"), Objects.requireNonNull(executor, "executor"), false);
    }

    /**
     * Waits for a future within a body: suspends the body while the future is pending.
     *
     * @param future what to wait for
     * @return its value
     * @param <T> the type of the value
     * @throws RuntimeException the future's own failure; a checked one is the cause of a
     *     {@link java.util.concurrent.CompletionException}
     * @throws CancellationException if the body was closed, or its thread interrupted; the future is closed
     * @throws IllegalStateException if the calling thread does not run an async body
     */
    public static <T extends @Nullable Object> T await(Future<T> future) {
        if (!(Driving.CURRENT.get() instanceof AsyncBody<?> body)) {
            throw new IllegalStateException("Async.await outside of an async body, on thread '"
                    + Thread.currentThread().getName() + "': wait by Runner.blockOn, or within Async.run");
        }
        Context context = body.context();
        while (context != null) {
            Poll<T> poll = future.poll(context);
            if (poll.isReady()) {
                return poll.get();
            }
            context = body.suspend();
        }
        future.close();
        throw new CancellationException(body + " was closed, or its thread interrupted, while it awaited " + future);
    }
}
