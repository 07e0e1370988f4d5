package dev.oneshot.worker;

import dev.oneshot.Waker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of a {@link JobQueue}: so many, each taken by a job or granted to a {@link Reservation}.
 *
 * <p>A reservation that finds no place stands in line, and is granted the next one that becomes free before anybody else can
 * take it: such a place never counts as free. Places are taken without a lock; all else needs that of the queue.
 */
final class Places<C> {

    private static final Logger LOG = System.getLogger(Places.class.getName());

    private final int capacity;
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Reservation<C>> line = new LinkedHashSet<>();

    Places(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a place if one is free; any thread. */
    boolean tryTake() {
        int before = taken.get();
        while (before < capacity) {
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /** Takes a place that there may not be. */
    void takeAnyway() {
        taken.incrementAndGet();
    }

    /** How many are taken or granted; any thread. */
    int taken() {
        return taken.get();
    }

    /** Takes a place for the reservation, or puts it in line; true if it has the place. */
    boolean await(Reservation<C> reservation) {
        boolean placed = tryTake();
        if (!placed) {
            line.add(reservation);
        }
        return placed;
    }

    /** Takes a reservation out of the line; false if it is not there. */
    boolean withdraw(Reservation<C> reservation) {
        return line.remove(reservation);
    }

    /** Frees so many places, and grants them to those who stand in line; they are to be woken without the lock. */
    List<Reservation<C>> free(int count) {
        if (line.isEmpty()) {
            taken.addAndGet(-count);
            return List.of();
        }
        List<Reservation<C>> granted = new ArrayList<>();
        for (int freed = 0; freed < count; freed++) {
            if (line.isEmpty() || taken.get() > capacity) {
                taken.decrementAndGet();
            } else {
                Reservation<C> next = line.iterator().next();
                line.remove(next);
                next.granted = true;
                granted.add(next);
            }
        }
        return granted;
    }

    /** Sends the line away; they are to be woken without the lock. */
    List<Reservation<C>> dismissLine() {
        List<Reservation<C>> dismissed = List.copyOf(line);
        line.clear();
        return dismissed;
    }

    static void wake(List<? extends Reservation<?>> reservations) {
        for (Reservation<?> reservation : reservations) {
            Waker waker = reservation.waker;
            try {
                if (waker != null) {
                    waker.wake();
                }
            } catch (Throwable e) {
                // It is anybody's code; neither the worker nor the others in line are to suffer from it.
                LOG.log(Level.WARNING, "Waking " + reservation + " failed", e);
            }
        }
    }
}
