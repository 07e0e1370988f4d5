package dev.oneshot.channel;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a place in the channel.
 *
 * <pre>
 *   NEW ──poll: none free──▶ WAITING ──a place comes free──▶ GRANTED
 *    └──poll──▶ ENDED ◀──poll: refused, close──┘                │
 *                 ▲──────────poll: permit, close: handed on─────┘
 * </pre>
 */
final class PlaceFuture<T> implements Future<Optional<Permit<T>>> {

    enum State {
        NEW,
        WAITING,
        GRANTED,
        ENDED
    }

    private final ChannelState<T> channel;
    final ChannelSender<T> sender;

    /** Guarded by the channel's lock, as is the waker, which is there only in WAITING. */
    State state = State.NEW;

    @Nullable Waker waker;

    PlaceFuture(ChannelState<T> channel, ChannelSender<T> sender) {
        this.channel = channel;
        this.sender = sender;
    }

    @Override
    public Poll<Optional<Permit<T>>> poll(Context context) {
        if (!mayProceed(context)) {
            return Poll.pending();
        }
        return switch (channel.reserve(this, context.waker())) {
            case GRANTED -> Poll.ready(Optional.of(new Permit<>(channel)));
            case FULL -> Poll.pending();
            case CLOSED -> Poll.ready(Optional.empty());
        };
    }

    @Override
    public void close() {
        channel.withdraw(this);
    }

    /** Asks for the budget before the lock is taken, since that may wake; a refusal leaves the place where it is. */
    boolean mayProceed(Context context) {
        return !channel.canGrant(this) || context.tryProceed();
    }

    @Nullable Waker takeWaker() {
        Waker taken = waker;
        waker = null;
        return taken;
    }

    @Override
    public String toString() {
        return "reservation in " + channel;
    }
}
