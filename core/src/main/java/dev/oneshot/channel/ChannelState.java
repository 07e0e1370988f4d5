package dev.oneshot.channel;

import dev.oneshot.Dropped;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.channel.Places.Admission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The messages, places and ends of one channel, behind one lock. Wakers and the close of messages are foreign code: both
 * are called after the lock was left.
 */
final class ChannelState<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<T> messages = new ArrayDeque<>();
    private final Places<T> places;
    private int senders = 1;
    private boolean discarded;
    private @Nullable ReceiveFuture<T, ?> receiving;
    private @Nullable Waker receiverWaker;

    ChannelState(int capacity) {
        places = new Places<>(capacity);
    }

    Admission trySend(ChannelSender<T> sender, T message) {
        return locked(due -> {
            sender.requireOpen();
            return put(message, places.acquire(), due);
        });
    }

    Admission send(PlaceFuture<T> place, T message, Waker waker) {
        return locked(due -> put(message, acquire(place, waker, due), due));
    }

    Admission reserve(PlaceFuture<T> place, Waker waker) {
        return locked(due -> acquire(place, waker, due));
    }

    /** Puts a message on the place that a permit kept; false, with the place given back, if all is discarded. */
    boolean put(T message) {
        return locked(due -> {
            if (discarded) {
                release(due);
                return false;
            }
            put(message, Admission.GRANTED, due);
            return true;
        });
    }

    void withdraw(PlaceFuture<T> place) {
        change(due -> {
            places.withdraw(place, due);
            wakeReceiverAtEnd(due);
        });
    }

    void giveBack() {
        change(this::release);
    }

    ChannelSender<T> duplicate(ChannelSender<T> sender) {
        return locked(due -> {
            sender.requireOpen();
            senders++;
            return new ChannelSender<>(this);
        });
    }

    void closeSender(ChannelSender<T> sender) {
        change(due -> {
            if (sender.open) {
                sender.open = false;
                senders--;
                wakeReceiverAtEnd(due);
            }
        });
    }

    <R> Poll<R> receive(ReceiveFuture<T, R> future, Waker waker) {
        return locked(due -> {
            Poll<R> poll = future.take(due);
            if (poll.isReady()) {
                stopWaiting(future);
            } else if (receiving != null && receiving != future) {
                throw new IllegalStateException(this + ": another receive waits already; close it first");
            } else {
                receiving = future;
                receiverWaker = waker;
            }
            return poll;
        });
    }

    void stopReceiving(ReceiveFuture<T, ?> future) {
        change(due -> stopWaiting(future));
    }

    Poll<Optional<T>> tryReceive() {
        return locked(this::take);
    }

    /** Whether a poll of this place would end it now. */
    boolean canGrant(PlaceFuture<T> place) {
        return locked(due -> places.canGrant(place));
    }

    /** Whether a receive would end now. */
    boolean canReceive() {
        return locked(due -> !messages.isEmpty() || hasEnded());
    }

    /** The next message, under the lock. */
    Poll<Optional<T>> take(DueWakers due) {
        T message = messages.poll();
        if (message == null) {
            return hasEnded() ? Poll.ready(Optional.empty()) : Poll.pending();
        }
        release(due);
        return Poll.ready(Optional.of(message));
    }

    /** The next messages up to the limit, under the lock. */
    Poll<List<T>> takeMany(int limit, DueWakers due) {
        List<T> taken = new ArrayList<>(Math.min(limit, messages.size()));
        while (taken.size() < limit && !messages.isEmpty()) {
            taken.add(messages.remove());
            release(due);
        }
        return taken.isEmpty() && !hasEnded() ? Poll.pending() : Poll.ready(taken);
    }

    int size() {
        return locked(due -> messages.size());
    }

    boolean isClosed() {
        return locked(due -> places.isClosed());
    }

    void close() {
        change(this::refuse);
    }

    void discard() {
        List<T> dropped = locked(due -> {
            discarded = true;
            refuse(due);
            List<T> inside = new ArrayList<>(messages);
            messages.clear();
            inside.forEach(message -> places.release(due));
            return inside;
        });
        dropped.forEach(Dropped::close);
    }

    private Admission acquire(PlaceFuture<T> place, Waker waker, DueWakers due) {
        Admission admission = places.acquire(place, waker, due);
        wakeReceiverAtEnd(due);
        return admission;
    }

    /** Where a place was granted, puts the message on it in the same step: nobody sees the one without the other. */
    private Admission put(T message, Admission admission, DueWakers due) {
        if (admission == Admission.GRANTED) {
            messages.add(message);
            wakeReceiver(due);
        }
        return admission;
    }

    /** A place is no longer promised or taken. */
    private void release(DueWakers due) {
        places.release(due);
        wakeReceiverAtEnd(due);
    }

    private void refuse(DueWakers due) {
        places.close(due);
        wakeReceiverAtEnd(due);
    }

    /** Nothing is inside and nothing can come any more. */
    private boolean hasEnded() {
        return discarded || ((places.isClosed() || senders == 0) && places.areAllFree());
    }

    private void wakeReceiverAtEnd(DueWakers due) {
        if (hasEnded()) {
            wakeReceiver(due);
        }
    }

    private void wakeReceiver(DueWakers due) {
        due.add(receiverWaker);
        receiving = null;
        receiverWaker = null;
    }

    private void stopWaiting(ReceiveFuture<T, ?> future) {
        if (receiving == future) {
            receiving = null;
            receiverWaker = null;
        }
    }

    private void change(Consumer<DueWakers> step) {
        locked(due -> {
            step.accept(due);
            return true;
        });
    }

    /** Takes one step under the lock, and then wakes whom it has found due. */
    private <R> R locked(Function<DueWakers, R> step) {
        DueWakers due = new DueWakers();
        R result;
        lock.lock();
        try {
            result = step.apply(due);
        } finally {
            lock.unlock();
        }
        due.wakeAll();
        return result;
    }

    @Override
    public String toString() {
        return "channel@" + Integer.toHexString(System.identityHashCode(this)) + " of " + places.capacity();
    }
}
