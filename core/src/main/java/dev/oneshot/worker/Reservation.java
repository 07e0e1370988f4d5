package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import org.jspecify.annotations.Nullable;

/**
 * Waits in line for a place in the queue, and becomes a {@link Permit}.
 *
 * <p>The queue grants the place by setting {@link #granted} under its lock, and then wakes; from then on the place is
 * held for this reservation, until it is polled or closed.
 */
final class Reservation<C> implements Future<Permit<C>> {

    private final Side<C> side;
    private final JobQueue<C> queue;

    /** Written by the queue under its lock, read after it was taken out of the line. */
    volatile boolean granted;

    volatile @Nullable Waker waker;
    private boolean completed;

    Reservation(Side<C> side) {
        this.side = side;
        this.queue = side.queue();
    }

    @Override
    public Poll<Permit<C>> poll(Context context) {
        if (completed) {
            throw new IllegalStateException(this + ": polled again after it had completed");
        }
        waker = context.waker();
        return switch (queue.await(this)) {
            case ACCEPTED -> grant();
            case FULL -> awaitPlace(context);
            case CLOSED -> {
                completed = true;
                waker = null;
                throw side.refusals().notRunning();
            }
        };
    }

    /** Leaves the line, or hands on the place that was granted and not taken. */
    @Override
    public void close() {
        waker = null;
        if (completed) {
            return;
        }
        completed = true;
        if (!queue.withdraw(this) && granted) {
            queue.giveBack();
        }
    }

    private Poll<Permit<C>> awaitPlace(Context context) {
        if (context.isBlocking() && side.isCurrentThread()) {
            close();
            throw side.refusals().selfAsk();
        }
        return Poll.pending();
    }

    private Poll<Permit<C>> grant() {
        completed = true;
        waker = null;
        return Poll.ready(new Permit<>(side));
    }

    @Override
    public String toString() {
        return "a place in the queue of worker '" + side.workerName() + "'";
    }
}
