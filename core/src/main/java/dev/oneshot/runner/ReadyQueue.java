package dev.oneshot.runner;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that are to be polled, first in, first out: a queue of the executor's own thread without any synchronisation,
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
    private final CellQueue cells = new CellQueue();

    private final LongAdder handedOver = new LongAdder();
    private final OwnedCounter takenIn = new OwnedCounter();
    private final OwnedCounter added = new OwnedCounter();
    private final OwnedCounter taken = new OwnedCounter();

    enum HandOver {
        DONE,
        OWNER_SLEEPS,
        REFUSED
    }

    /** For any thread that has set the signal of the cell. */
    HandOver handOver(TaskCell cell) {
        handedOver.increment();
        TaskCell seen;
        do {
            seen = inbox.get();
            if (seen == CLOSED) {
                handedOver.decrement();
                return HandOver.REFUSED;
            }
            cell.next = seen == ASLEEP ? null : seen;
        } while (!inbox.compareAndSet(seen, cell));
        return seen == ASLEEP ? HandOver.OWNER_SLEEPS : HandOver.DONE;
    }

    /** Adds one after those that were handed over before. For the owner, as all that follows. */
    void add(TaskCell cell) {
        takeIn();
        added.increment();
        cells.add(cell);
    }

    /** Removes the oldest. */
    @Nullable TaskCell take() {
        takeIn();
        TaskCell oldest = cells.take();
        if (oldest != null) {
            taken.increment();
        }
        return oldest;
    }

    /** How many are here, counting a task that was woken once more from outside twice until it is taken in. Any thread. */
    long size() {
        // The smaller side of each difference first, so that it is never negative.
        long less = taken.get() + takenIn.get();
        return added.get() + handedOver.sum() - less;
    }

    /** False if there is something to do instead. */
    boolean fallAsleep() {
        return cells.isEmpty() && inbox.compareAndSet(null, ASLEEP);
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

    private void takeIn() {
        TaskCell newest = inbox.get();
        if (newest != null && newest != CLOSED) {
            takeIn(inbox.getAndSet(null));
        }
    }

    private void takeIn(@Nullable TaskCell newest) {
        TaskCell oldest = null;
        while (newest != null) {
            TaskCell older = newest.next;
            newest.next = oldest;
            oldest = newest;
            newest = older;
        }
        while (oldest != null) {
            TaskCell younger = oldest.next;
            oldest.next = null;
            // ORDERING: the link is free before the signal is, with which it may be handed over again.
            takenIn.increment();
            if (oldest.takeSignal()) {
                added.increment();
                cells.add(oldest);
            }
            oldest = younger;
        }
    }
}
