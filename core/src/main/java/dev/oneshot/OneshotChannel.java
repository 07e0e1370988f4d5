package dev.oneshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The state of one oneshot channel; it is also the receiver's handle.
 *
 * <p>One word, {@link #outcome}, decides everything. It leaves {@code null} once, by compare-and-set, so that of a send,
 * a failure, a sender's close, a lost sender and a receiver's close exactly one wins:
 *
 * <pre>
 *                 send, fail, closeSender, lost
 *          ┌──────────────────────────────────────▶ value | Failure ──poll, tryReceive──▶ TAKEN
 *   null ──┤
 *          └──────────────────────────────────────▶ RECEIVER_CLOSED
 *                 close
 * </pre>
 *
 * <table>
 * <caption>States of the outcome</caption>
 * <tr><th>outcome</th><th>meaning</th><th>who may leave it</th></tr>
 * <tr><td>null</td><td>open: both ends may act</td><td>whoever wins the compare-and-set</td></tr>
 * <tr><td>value, NULL_VALUE, Failure</td><td>completed, not received yet</td><td>the receiver's driver</td></tr>
 * <tr><td>TAKEN</td><td>received; holds nothing</td><td>nobody</td></tr>
 * <tr><td>RECEIVER_CLOSED</td><td>nobody wants a value any more</td><td>nobody</td></tr>
 * </table>
 *
 * <p>The waiting receiver stands in {@link #waker}, the waiting sender in {@link #closed}. Both sides use the same
 * handshake: the waiter stores its waker and then reads the outcome; whoever ends the channel stores the outcome and
 * then reads the wakers. Both are volatile, so at least one of the two sees the other and no wake-up is lost. There is
 * no lock, and wakers are called last, when the outcome is visible.
 */
class OneshotChannel<T extends @Nullable Object> implements Receiver<T> {

    private static final VarHandle OUTCOME = handle("outcome", Object.class);
    private static final VarHandle WAKER = handle("waker", Waker.class);
    private static final VarHandle CLOSED = handle("closed", ClosedFuture.class);

    /** Outcomes that no caller can send, since they are known to this class alone. */
    private enum Mark {
        NULL_VALUE,
        TAKEN,
        RECEIVER_CLOSED
    }

    private record Failure(Throwable throwable) {}

    private volatile @Nullable Object outcome;
    private volatile @Nullable Waker waker;
    private volatile @Nullable ClosedFuture closed;

    @Override
    public final Poll<T> poll(Context context) {
        Object seen = outcome;
        if (seen == null) {
            waker = context.waker();
            // ORDERING: the outcome is read again after the waker was stored; finish() does the two the other way
            // round.
            seen = outcome;
            if (seen == null) {
                return Poll.pending();
            }
            waker = null;
        }
        if (isAnswer(seen) && !context.tryProceed()) {
            return Poll.pending();
        }
        return take(seen);
    }

    private static boolean isAnswer(Object seen) {
        return seen != Mark.TAKEN && seen != Mark.RECEIVER_CLOSED;
    }

    @Override
    public final Poll<T> tryReceive() {
        Object seen = outcome;
        return seen == null ? Poll.pending() : take(seen);
    }

    @Override
    public final void close() {
        finish(Mark.RECEIVER_CLOSED, Ending.ABANDONED);
    }

    final Completion send(T value) {
        return finish(value == null ? Mark.NULL_VALUE : value, Ending.SENT);
    }

    final Completion fail(Throwable failure) {
        return finish(new Failure(failure), Ending.SENT);
    }

    final void closeSender(@Nullable Throwable cause) {
        if (outcome == null) {
            finish(senderClosed("its sender was closed without sending", cause), Ending.ABANDONED);
        }
    }

    /** Ends the channel of a sender that the garbage collector found unreachable; true if it was still open. */
    final boolean lost(Throwable createdAt) {
        if (outcome != null) {
            return false;
        }
        Failure failure = senderClosed("its sender was lost: garbage-collected without sending", createdAt);
        return finish(failure, Ending.LEAKED) == Completion.DELIVERED;
    }

    final boolean isReceiverClosed() {
        return outcome == Mark.RECEIVER_CLOSED;
    }

    final boolean isEnded() {
        return outcome != null;
    }

    final ClosedFuture closed() {
        ClosedFuture existing = closed;
        if (existing != null) {
            return existing;
        }
        ClosedFuture created = new ClosedFuture(this);
        ClosedFuture witness = (ClosedFuture) CLOSED.compareAndExchange(this, null, created);
        return witness == null ? created : witness;
    }

    /** Called once, by the thread that ended the channel, before anybody is woken. */
    void ended(Ending how) {}

    private Completion finish(Object end, Ending how) {
        Object witness = OUTCOME.compareAndExchange(this, null, end);
        if (witness != null) {
            return witness == Mark.RECEIVER_CLOSED ? Completion.RECEIVER_CLOSED : Completion.ALREADY_COMPLETED;
        }
        ended(how);
        // ORDERING: the wakers are read after the outcome was stored; poll() does the two the other way round.
        if (waker != null) {
            Waker waiting = (Waker) WAKER.getAndSet(this, null);
            if (waiting != null) {
                waiting.wake();
            }
        }
        ClosedFuture waitingSender = closed;
        if (waitingSender != null) {
            waitingSender.wakeOnce();
        }
        return Completion.DELIVERED;
    }

    private Poll<T> take(Object seen) {
        if (seen == Mark.RECEIVER_CLOSED) {
            throw new ReceiverClosedException(this + ": the receiver was closed before anything was sent");
        }
        if (seen == Mark.TAKEN) {
            throw new IllegalStateException(this + ": polled again after it had completed");
        }
        outcome = Mark.TAKEN;
        if (seen instanceof Failure failure) {
            throw unchecked(failure.throwable());
        }
        return Poll.ready(value(seen));
    }

    // An outcome that is neither a Mark nor a Failure came in through send(T), and NULL_VALUE did as a null of type T.
    @SuppressWarnings({"unchecked", "NullAway"})
    private T value(Object seen) {
        return seen == Mark.NULL_VALUE ? null : (T) seen;
    }

    private Failure senderClosed(String what, @Nullable Throwable cause) {
        String reason = cause == null ? "" : ": " + cause;
        return new Failure(new SenderClosedException(this + ": " + what + reason, cause));
    }

    /** The failure as it is thrown by poll: itself if unchecked, otherwise as a cause. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
    }

    @Override
    public String toString() {
        return "oneshot@" + Integer.toHexString(System.identityHashCode(this));
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(OneshotChannel.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
