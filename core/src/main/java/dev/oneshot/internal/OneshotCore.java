package dev.oneshot.internal;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.ReceiverClosedException;
import dev.oneshot.SenderClosedException;
import dev.oneshot.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One oneshot channel, to be extended by whatever is to be one: what the two ends do is done here, and each end is a
 * handle on it, or the subclass itself.
 *
 * <p>One word, {@link #state}, tells everything, and is changed by compare-and-set alone while the channel is open. So
 * of a send, a failure, a sender's close, a lost sender and a receiver's close exactly one wins, and whoever wins finds
 * in the word that it replaced whom to wake:
 *
 * <pre>
 *    ┌─poll─┐       send, fail, close, lost
 *    ▼      │    ┌──────────────────────────▶ value | Failure ──poll, tryReceive──▶ TAKEN
 *   null | Waker ┤
 *                └──────────────────────────▶ RECEIVER_CLOSED
 *                   receiver's close
 * </pre>
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>meaning</th><th>who may leave it</th></tr>
 * <tr><td>null, a waker</td><td>open; the latter is woken at the end</td><td>whoever wins the compare-and-set</td></tr>
 * <tr><td>a value, a ready poll of one, Failure</td><td>completed, not received yet</td><td>the receiver's driver</td></tr>
 * <tr><td>TAKEN</td><td>received; holds nothing</td><td>nobody</td></tr>
 * <tr><td>RECEIVER_CLOSED</td><td>nobody wants a value any more</td><td>nobody</td></tr>
 * </table>
 *
 * <p>There is no lock, and a waker is called last, when the outcome is visible.
 *
 * @param <T> the type of the value
 */
public abstract class OneshotCore<T extends @Nullable Object> {

    private static final VarHandle STATE = stateHandle();

    /**
     * Whether every value is kept as the poll that is to bring it, since JVMs before 23 look an interface up in a list of all
     * that a class has: it takes longer to find that a value is no waker than to make the poll.
     */
    private static final boolean KEEPS_POLLS = Runtime.version().feature() < 23;

    /** Outcomes that no caller can send, since they are known to this class alone. */
    private enum Mark {
        TAKEN,
        RECEIVER_CLOSED
    }

    private record Failure(Throwable throwable) {}

    private volatile @Nullable Object state;

    /** An open channel. */
    protected OneshotCore() {}

    /** The receiver's poll. */
    public Poll<T> poll(Context context) {
        Object seen = state;
        while (seen == null || isWaker(seen)) {
            Object witness = STATE.compareAndExchange(this, seen, (Object) waitingBeside(seen, context.waker()));
            if (witness == seen) {
                return Poll.pending();
            }
            seen = witness;
        }
        if (isAnswer(seen) && !context.tryProceed()) {
            return Poll.pending();
        }
        return take(seen);
    }

    /** The receiver's look at the outcome, which registers no waker. */
    public final Poll<T> tryReceive() {
        Object seen = state;
        return seen == null || isWaker(seen) ? Poll.pending() : take(seen);
    }

    /** The receiver's close: does nothing if the channel has ended. */
    public final void closeReceiver() {
        end(Mark.RECEIVER_CLOSED, Ending.ABANDONED);
    }

    /** The sender's value. */
    public final Completion complete(T value) {
        return end(outcome(value), Ending.SENT);
    }

    /** The sender's failure. */
    public final Completion completeExceptionally(Throwable failure) {
        return end(new Failure(failure), Ending.SENT);
    }

    /** The sender's close: does nothing if the channel has ended. */
    public final void closeSender(@Nullable Throwable cause) {
        if (!isComplete()) {
            end(senderClosed("its sender was closed without sending", cause), Ending.ABANDONED);
        }
    }

    /** Ends the channel of a sender that the garbage collector found unreachable; true if it was still open. */
    public final boolean lost(Throwable createdAt) {
        return !isComplete()
                && end(senderClosed("its sender was lost: garbage-collected without sending", createdAt), Ending.LEAKED)
                        == Completion.DELIVERED;
    }

    /** Whether the receiver closed before anything was sent. */
    public final boolean isReceiverClosed() {
        return state == Mark.RECEIVER_CLOSED;
    }

    /** Whether either end has brought the channel to its end. */
    public final boolean isComplete() {
        Object seen = state;
        return seen != null && !isWaker(seen);
    }

    /** The sender's wait for the end: while the channel is open, one and the same future. */
    public final Future<@Nullable Void> closed() {
        ClosedFuture created = new ClosedFuture(this);
        Object seen = state;
        while (seen == null || isWaker(seen)) {
            if (seen instanceof BothEnds both) {
                return both.sending();
            }
            Object witness = STATE.compareAndExchange(this, seen, (Object) new BothEnds((Waker) seen, created));
            if (witness == seen) {
                return created;
            }
            seen = witness;
        }
        return created;
    }

    /** Called once, by the thread that ended the channel, before anybody is woken. */
    protected void ended(Ending how) {}

    private Completion end(Object outcome, Ending how) {
        Object seen = state;
        while (seen == null || isWaker(seen)) {
            Object witness = STATE.compareAndExchange(this, seen, outcome);
            if (witness == seen) {
                ended(how);
                if (seen != null) {
                    ((Waker) seen).wake();
                }
                return Completion.DELIVERED;
            }
            seen = witness;
        }
        return seen == Mark.RECEIVER_CLOSED ? Completion.RECEIVER_CLOSED : Completion.ALREADY_COMPLETED;
    }

    private static Waker waitingBeside(@Nullable Object seen, Waker receiving) {
        return seen instanceof BothEnds both ? new BothEnds(receiving, both.sending()) : receiving;
    }

    private static boolean isWaker(Object seen) {
        return KEEPS_POLLS
                ? !(seen instanceof Poll.Ready || seen instanceof Mark || seen instanceof Failure)
                : seen instanceof Waker;
    }

    /** The value itself, or a poll of it where it would be taken for something else. */
    private static Object outcome(@Nullable Object value) {
        if (KEEPS_POLLS || value == null || value instanceof Waker || value instanceof Poll.Ready) {
            return Poll.ready(value);
        }
        return value;
    }

    private static boolean isAnswer(Object seen) {
        return seen != Mark.TAKEN && seen != Mark.RECEIVER_CLOSED;
    }

    // What is neither a poll, a Mark nor a Failure came in through complete(T) as it is, and a poll is one of a T.
    @SuppressWarnings("unchecked")
    private Poll<T> take(Object seen) {
        if (seen == Mark.RECEIVER_CLOSED) {
            throw new ReceiverClosedException(this + ": the receiver was closed before anything was sent");
        }
        if (seen == Mark.TAKEN) {
            throw new IllegalStateException(this + ": polled again after it had completed");
        }
        // ORDERING: nobody but the receiver's driver leaves a completed state, so no fence is needed here.
        STATE.setRelease(this, (Object) Mark.TAKEN);
        if (seen instanceof Poll.Ready) {
            return (Poll<T>) seen;
        }
        if (seen instanceof Failure failure) {
            throw Unchecked.of(failure.throwable());
        }
        return Poll.ready((T) seen);
    }

    private Failure senderClosed(String what, @Nullable Throwable cause) {
        String reason = cause == null ? "" : ": " + cause;
        return new Failure(new SenderClosedException(this + ": " + what + reason, cause));
    }

    @Override
    public String toString() {
        return "oneshot@" + Integer.toHexString(System.identityHashCode(this));
    }

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup()
                    .findVarHandle(OneshotCore.class, "state", Object.class)
                    .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
