package dev.oneshot.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of a worker sit while there is no job for them. Meanwhile the connection of one can be lent to a caller,
 * who then need not wait until a thread has woken up. Those that come first in the order of their benches are called and
 * lent first, so that the same few are kept busy.
 */
final class Benches<C> {

    /** Replaced under the lock of the {@link JobQueue}. */
    private volatile List<Bench<C>> all = List.of();

    /** The writes that were run on loan of benches that are gone. Guarded by that lock. */
    private long formerWrites;

    void add(Bench<C> bench) {
        List<Bench<C>> more = new ArrayList<>(all);
        more.add(bench);
        all = List.copyOf(more);
    }

    /** The thread has ended. */
    void remove(Bench<C> bench) {
        formerWrites += bench.lentWrites();
        List<Bench<C>> fewer = new ArrayList<>(all);
        fewer.remove(bench);
        all = List.copyOf(fewer);
    }

    /** Whether a thread sits here, and its connection is not lent; any thread may ask. */
    boolean hasIdle() {
        List<Bench<C>> benches = all;
        for (int i = 0; i < benches.size(); i++) {
            if (benches.get(i).isIdle()) {
                return true;
            }
        }
        return false;
    }

    /** Lends an idle connection to the calling thread, null if there is none. Needs no lock. */
    @Nullable Loan<C> lend(QueuedJob<C, ?> job) {
        List<Bench<C>> benches = all;
        for (int i = 0; i < benches.size(); i++) {
            Loan<C> loan = benches.get(i).lend(job);
            if (loan != null) {
                return loan;
            }
        }
        return null;
    }

    /** Calls a thread, if one sits here. With the lock. */
    void call() {
        for (Bench<C> bench : all) {
            if (bench.call()) {
                return;
            }
        }
    }

    /** With the lock. */
    void callAll() {
        all.forEach(Bench::call);
    }

    /** How many writes were run on loan. With the lock. */
    long lentWrites() {
        long writes = formerWrites;
        for (Bench<C> bench : all) {
            writes += bench.lentWrites();
        }
        return writes;
    }

    /** A worker's own sleep. Nobody interrupts it but to say that it stops, and then the queue is closed, too. */
    static long sleep(Condition condition, long nanos) {
        try {
            if (nanos == Long.MAX_VALUE) {
                // A sleep without a timer costs the system less.
                condition.await();
                return nanos;
            }
            return condition.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return nanos;
        }
    }
}
