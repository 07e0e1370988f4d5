package dev.oneshot.sync;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a notification.
 *
 * <pre>
 *   NEW ──poll──▶ WAITING ──notifyOne──▶ CHOSEN ──poll──▶ ENDED
 *    └──poll: notified already, close──▶ ENDED
 * </pre>
 *
 * <p>A broadcast after the creation lets it go on from NEW and WAITING. CHOSEN stands for the one notification that must
 * not be lost: if it is closed there, the next is chosen.
 */
final class NotifiedFuture implements Future<@Nullable Void> {

    private enum State {
        NEW,
        WAITING,
        CHOSEN,
        ENDED
    }

    private final Notify notify;
    private final long broadcastsBefore;

    /** Guarded by the lock of the {@link Notify}, as is the waker, which is there only while this one is in its line. */
    private State state = State.NEW;

    private @Nullable Waker waker;

    NotifiedFuture(Notify notify, long broadcastsBefore) {
        this.notify = notify;
        this.broadcastsBefore = broadcastsBefore;
    }

    @Override
    public Poll<@Nullable Void> poll(Context context) {
        if (canGoOn() && !context.tryProceed()) {
            return Poll.pending();
        }
        notify.lock.lock();
        try {
            if (state == State.ENDED) {
                throw new IllegalStateException(this + ": polled again after it had completed or was closed");
            }
            if (isNotified()) {
                state = State.ENDED;
                return Poll.ready(null);
            }
            state = State.WAITING;
            notify.waiting.add(this);
            waker = context.waker();
            return Poll.pending();
        } finally {
            notify.lock.unlock();
        }
    }

    @Override
    public void close() {
        Waker next = null;
        notify.lock.lock();
        try {
            if (state == State.CHOSEN) {
                next = notify.chooseOne();
            }
            notify.waiting.remove(this);
            waker = null;
            state = State.ENDED;
        } finally {
            notify.lock.unlock();
        }
        if (next != null) {
            next.wake();
        }
    }

    Waker choose() {
        state = State.CHOSEN;
        return takeWaker();
    }

    Waker takeWaker() {
        Waker taken = Objects.requireNonNull(waker);
        waker = null;
        return taken;
    }

    /** Asked apart from the poll itself, since the budget may wake, and that is not done under the lock. */
    private boolean canGoOn() {
        notify.lock.lock();
        try {
            return switch (state) {
                case NEW -> isBroadcast() || notify.isRemembered();
                case WAITING -> isBroadcast();
                case CHOSEN -> true;
                case ENDED -> false;
            };
        } finally {
            notify.lock.unlock();
        }
    }

    private boolean isNotified() {
        return state == State.CHOSEN || isBroadcast() || (state == State.NEW && notify.takeRemembered());
    }

    private boolean isBroadcast() {
        return notify.broadcasts != broadcastsBefore;
    }

    @Override
    public String toString() {
        return "wait for " + notify;
    }
}
