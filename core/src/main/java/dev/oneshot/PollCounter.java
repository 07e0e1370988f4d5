package dev.oneshot;

import dev.oneshot.internal.CompletionTally;
import dev.oneshot.internal.Tally;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what drivers do: polls, how many of them were pending, how many completed a future, and wake-ups.
 *
 * <p>Always {@code polls = pendings + completions}, to the last one: a poll counts when it ends. Thread-safe; a poll or a
 * wake-up costs one {@link LongAdder}.
 */
public final class PollCounter {

    static {
        CompletionTally.grantAccess(counter -> counter.completions);
    }

    private final LongAdder pendings = new LongAdder();
    private final Tally completions = new Tally();
    private final LongAdder wakes = new LongAdder();

    /** Creates a counter that stands at zero. */
    public PollCounter() {}

    /**
     * Polls a future once and counts it. For drivers; the driver's waker tells of wake-ups by {@link #woken()}.
     *
     * @param future the future to poll
     * @param context passed on
     * @return what the future answered
     * @param <T> the type of the value
     */
    public <T extends @Nullable Object> Poll<T> poll(Future<T> future, Context context) {
        boolean pending = false;
        try {
            Poll<T> poll = future.poll(context);
            pending = !poll.isReady();
            return poll;
        } finally {
            if (pending) {
                pendings.increment();
            } else {
                completions.increment();
            }
        }
    }

    /** Counts one wake-up. */
    public void woken() {
        wakes.increment();
    }

    /**
     * Makes a future that is counted here by whatever driver polls it.
     *
     * @param future the future to count
     * @return the same future, its polls and wake-ups counted
     * @param <T> the type of the value
     */
    public <T extends @Nullable Object> Future<T> counted(Future<T> future) {
        return new Counted<>(future, this);
    }

    /**
     * Every poll of a future that has ended so far.
     *
     * @return how many
     */
    public long polls() {
        return pendings.sum() + completions.sum();
    }

    /**
     * The polls that found the value not there yet.
     *
     * @return how many
     */
    public long pendings() {
        return pendings.sum();
    }

    /**
     * The polls that ended a future, with a value or a failure.
     *
     * @return how many
     */
    public long completions() {
        return completions.sum();
    }

    /**
     * The calls of wakers, spurious ones included.
     *
     * @return how many
     */
    public long wakes() {
        return wakes.sum();
    }

    private static final class Counted<T extends @Nullable Object> extends Combinator<T> {

        /** Null when this has ended. */
        private @Nullable Future<T> future;

        private final PollCounter counter;

        Counted(Future<T> future, PollCounter counter) {
            super(depthOf(future));
            this.future = future;
            this.counter = counter;
        }

        @Override
        public Poll<T> poll(Context context) {
            Future<T> polled = future;
            if (polled == null) {
                throw new IllegalStateException("counted future: polled again after it had completed or was closed");
            }
            Waker waker = context.waker();
            Context inner = inner(context, () -> {
                counter.woken();
                waker.wake();
            });
            boolean pending = false;
            try {
                Poll<T> poll = counter.poll(polled, inner);
                pending = !poll.isReady();
                return poll;
            } finally {
                if (!pending) {
                    future = null;
                }
            }
        }

        @Override
        public void close() {
            Future<T> closed = future;
            future = null;
            if (closed != null) {
                closed.close();
            }
        }

        @Override
        public String toString() {
            return future == null ? "counted future, ended" : future + ", counted";
        }
    }
}
