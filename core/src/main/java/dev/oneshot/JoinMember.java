package dev.oneshot;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One future of a {@link JoinAll}, and its waker. The flag, which it is itself, tells whether it stands among the
 * {@link WokenMembers}; {@link #next} belongs to them meanwhile.
 */
final class JoinMember<T extends @Nullable Object> extends AtomicBoolean implements Waker {

    private static final long serialVersionUID = 1L;

    final int index;
    final transient WokenMembers woken;
    transient @Nullable JoinMember<?> next;
    private transient @Nullable Future<? extends T> future;

    JoinMember(Future<? extends T> future, int index, WokenMembers woken) {
        this.future = Objects.requireNonNull(future, "future");
        this.index = index;
        this.woken = woken;
    }

    @Override
    public void wake() {
        if (!getAndSet(true)) {
            woken.add(this);
        }
    }

    /** Polls the future, which is forgotten when it has ended. */
    Poll<? extends T> poll(Context context) {
        Future<? extends T> polled = Objects.requireNonNull(future);
        Context inner = context.withWaker(this); // if it refuses, the future is still there to be closed
        boolean pending = false;
        try {
            Poll<? extends T> poll = polled.poll(inner);
            pending = !poll.isReady();
            return poll;
        } finally {
            if (!pending) {
                future = null;
            }
        }
    }

    void close(Closing closing) {
        Future<? extends T> closed = future;
        future = null;
        if (closed != null) {
            closing.close(closed);
        }
    }

    /**
     * Leaves the woken members, for the owner alone; returns the one after it. A wake-up from now on leads to another
     * poll.
     */
    @Nullable JoinMember<?> answer() {
        JoinMember<?> following = next;
        next = null;
        // ORDERING: cleared by a swap, so that the poll to come sees what every wake-up before had written.
        getAndSet(false);
        return following;
    }
}
