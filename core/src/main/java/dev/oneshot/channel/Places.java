package dev.oneshot.channel;

import dev.oneshot.Waker;
import dev.oneshot.channel.PlaceFuture.State;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The places of one channel, and the line of those who wait for one; guarded by the channel's lock.
 *
 * <p>A place is free, promised (to a {@link PlaceFuture} that was granted it, or to the {@link Permit} made from that),
 * or taken by a message:
 *
 * <pre>
 *   free ──acquire──▶ promised ──message──▶ taken
 *    ▲                 │    ▲                 │
 *    └──── release ────┘    └──── release ────┘
 *          (nobody waits)        (to the first who waits)
 * </pre>
 *
 * <p>While anybody waits no place is free, which is what keeps newcomers from overtaking. Nobody waits once the receiver
 * has closed.
 */
final class Places<T> {

    enum Admission {
        GRANTED,
        FULL,
        CLOSED
    }

    private final int capacity;
    private final Set<PlaceFuture<T>> waiting = new LinkedHashSet<>();
    private int free;
    private boolean closed;

    Places(int capacity) {
        this.capacity = capacity;
        this.free = capacity;
    }

    /** Takes a place if one is free. */
    Admission acquire() {
        if (closed) {
            return Admission.CLOSED;
        }
        if (free == 0) {
            return Admission.FULL;
        }
        free--;
        return Admission.GRANTED;
    }

    /** One poll for a place; it joins the line if none is free. */
    Admission acquire(PlaceFuture<T> place, Waker waker, DueWakers due) {
        return switch (place.state) {
            case NEW -> begin(place, waker);
            case WAITING -> {
                if (closed) {
                    place.state = State.ENDED;
                    yield Admission.CLOSED;
                }
                place.waker = waker;
                yield Admission.FULL;
            }
            case GRANTED -> {
                place.state = State.ENDED;
                if (closed) {
                    release(due);
                    yield Admission.CLOSED;
                }
                yield Admission.GRANTED;
            }
            case ENDED ->
                throw new IllegalStateException(place + ": polled again after it had completed or was closed");
        };
    }

    private Admission begin(PlaceFuture<T> place, Waker waker) {
        place.state = State.ENDED;
        place.sender.requireOpen();
        Admission admission = acquire();
        if (admission == Admission.FULL) {
            place.state = State.WAITING;
            place.waker = waker;
            waiting.add(place);
        }
        return admission;
    }

    /** Whether a poll of this place would be granted one now. */
    boolean canGrant(PlaceFuture<T> place) {
        return place.state == State.GRANTED || (place.state == State.NEW && free > 0);
    }

    /** Takes it out of the line, or hands on what it was granted. */
    void withdraw(PlaceFuture<T> place, DueWakers due) {
        if (place.state == State.WAITING) {
            waiting.remove(place);
            place.takeWaker();
        } else if (place.state == State.GRANTED) {
            release(due);
        }
        place.state = State.ENDED;
    }

    /** Hands a place on that is no longer promised or taken. */
    void release(DueWakers due) {
        Iterator<PlaceFuture<T>> inOrder = waiting.iterator();
        if (inOrder.hasNext()) {
            PlaceFuture<T> next = inOrder.next();
            inOrder.remove();
            next.state = State.GRANTED;
            due.add(next.takeWaker());
        } else {
            free++;
        }
    }

    /** Turns away all who wait, and whoever comes. */
    void close(DueWakers due) {
        closed = true;
        waiting.forEach(place -> due.add(place.takeWaker()));
        waiting.clear();
    }

    boolean isClosed() {
        return closed;
    }

    /** Neither is a message inside, nor has anybody the right to put one there. */
    boolean areAllFree() {
        return free == capacity;
    }

    int capacity() {
        return capacity;
    }
}
