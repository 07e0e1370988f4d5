package dev.oneshot.runner;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that are to be polled, first in, first out: a list of the executor's own thread without any synchronisation,
 * and an inbox for the other threads, a stack which the owner takes as a whole and turns round.
 *
 * <p>The inbox also tells whether the owner sleeps. The owner puts {@link #ASLEEP} into it only if it is empty, and
 * whoever replaces that wakes the owner: so no hand-over is missed, and only the first of many costs an unpark. After
 * {@link #CLOSED} nothing is taken in.
 */
final class ReadyQueue {

    private static final TaskCell ASLEEP = new TaskCell(null, null);
    private static final TaskCell CLOSED = new TaskCell(null, null);

    private final AtomicReference<@Nullable TaskCell> inbox = new AtomicReference<>();
    private @Nullable TaskCell head;
    private @Nullable TaskCell tail;

    enum HandOver {
        DONE,
        OWNER_SLEEPS,
        REFUSED
    }

    /** For any thread. */
    HandOver handOver(TaskCell cell) {
        TaskCell seen;
        do {
            seen = inbox.get();
            if (seen == CLOSED) {
                return HandOver.REFUSED;
            }
            cell.next = seen == ASLEEP ? null : seen;
        } while (!inbox.compareAndSet(seen, cell));
        return seen == ASLEEP ? HandOver.OWNER_SLEEPS : HandOver.DONE;
    }

    /** Adds one after those that were handed over before. For the owner, as all that follows. */
    void add(TaskCell cell) {
        takeIn();
        if (tail == null) {
            head = cell;
        } else {
            tail.next = cell;
        }
        tail = cell;
    }

    /** Removes the oldest. */
    @Nullable TaskCell take() {
        takeIn();
        TaskCell taken = head;
        if (taken != null) {
            head = taken.next;
            taken.next = null;
            if (head == null) {
                tail = null;
            }
        }
        return taken;
    }

    /** False if there is something to do instead. */
    boolean fallAsleep() {
        return head == null && inbox.compareAndSet(null, ASLEEP);
    }

    boolean isAsleep() {
        return inbox.get() == ASLEEP;
    }

    void stayAwake() {
        inbox.compareAndSet(ASLEEP, null);
    }

    /** Refuses what comes from now on; what is there stays there. */
    void close() {
        takeIn(inbox.getAndSet(CLOSED));
    }

    boolean isClosed() {
        return inbox.get() == CLOSED;
    }

    /** The oldest of a closed queue. */
    @Nullable TaskCell takeLeft() {
        TaskCell left = head;
        head = left == null ? null : left.next;
        tail = head == null ? null : tail;
        return left;
    }

    private void takeIn() {
        TaskCell newest = inbox.get();
        if (newest != null && newest != CLOSED) {
            takeIn(inbox.getAndSet(null));
        }
    }

    private void takeIn(@Nullable TaskCell newest) {
        TaskCell oldest = null;
        TaskCell last = newest;
        while (newest != null) {
            TaskCell older = newest.next;
            newest.next = oldest;
            oldest = newest;
            newest = older;
        }
        if (oldest != null) {
            if (tail == null) {
                head = oldest;
            } else {
                tail.next = oldest;
            }
            tail = last;
        }
    }
}
