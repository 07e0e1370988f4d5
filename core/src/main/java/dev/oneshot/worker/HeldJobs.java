package dev.oneshot.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that a worker's thread has in its hands: those of its turn, and behind them those that it has taken out of the
 * queue along with them. Whoever has to answer them in its stead finds them here.
 *
 * <p>One thread at a time takes turns, and it alone adds and lets go; others may look, and abandon. They may find jobs that
 * have just ended, which do not mind. There is no lock.
 */
final class HeldJobs<C> {

    private static final int FIRST_ROOM = 64;

    /** The jobs, then nothing. Larger ones replace it, only smaller ones have been seen before. */
    private volatile AtomicReferenceArray<@Nullable QueuedJob<C, ?>> jobs = new AtomicReferenceArray<>(FIRST_ROOM);

    private volatile @Nullable WorkerException reason;

    /** How many jobs there are, and how many of them belong to the turn; only for the thread that takes it. */
    private int size;

    private int inTurn;

    void add(QueuedJob<C, ?> job) {
        AtomicReferenceArray<@Nullable QueuedJob<C, ?>> room = jobs;
        if (size == room.length()) {
            room = larger(room);
            jobs = room;
        }
        // ORDERING: the job is here before take() looks for the reason; see abandon().
        room.set(size, job);
        size++;
    }

    private static <J> AtomicReferenceArray<@Nullable J> larger(AtomicReferenceArray<@Nullable J> full) {
        AtomicReferenceArray<@Nullable J> larger = new AtomicReferenceArray<>(2 * full.length());
        for (int i = 0; i < full.length(); i++) {
            larger.setPlain(i, full.getPlain(i));
        }
        return larger;
    }

    /** The job that would be next in this turn, null if there is none here; only for the thread that takes the turn. */
    @Nullable QueuedJob<C, ?> next() {
        return inTurn < size ? jobs.getPlain(inTurn) : null;
    }

    /** Takes the next job, which must be there, into the turn. */
    QueuedJob<C, ?> take() {
        QueuedJob<C, ?> job = next();
        if (job == null) {
            throw new IllegalStateException("there is no job to take");
        }
        inTurn++;
        abandonIfGivenUp(job);
        return job;
    }

    /** Ends a job that comes too late. */
    void abandonIfGivenUp(QueuedJob<C, ?> job) {
        WorkerException abandoned = reason;
        if (abandoned != null) {
            job.abandon(abandoned);
        }
    }

    /** How many jobs have come into the turn. */
    int inTurn() {
        return inTurn;
    }

    /** The turn is over: all its jobs have been answered, or will be. Lets go of those that have not come into it. */
    List<QueuedJob<C, ?>> endTurn() {
        List<QueuedJob<C, ?>> others = letGo();
        clear(0);
        inTurn = 0;
        return others;
    }

    /** Lets go of the jobs that have not come into a turn. */
    List<QueuedJob<C, ?>> letGo() {
        if (inTurn == size) {
            return List.of();
        }
        List<QueuedJob<C, ?>> gone = new ArrayList<>(size - inTurn);
        for (int i = inTurn; i < size; i++) {
            QueuedJob<C, ?> job = jobs.getPlain(i);
            if (job != null) {
                gone.add(job);
            }
        }
        clear(inTurn);
        return gone;
    }

    private void clear(int from) {
        AtomicReferenceArray<@Nullable QueuedJob<C, ?>> room = jobs;
        for (int i = from; i < size; i++) {
            room.setOpaque(i, null);
        }
        size = from;
    }

    /** The jobs as any thread may see them. */
    List<QueuedJob<C, ?>> all() {
        AtomicReferenceArray<@Nullable QueuedJob<C, ?>> room = jobs;
        List<QueuedJob<C, ?>> all = new ArrayList<>();
        for (int i = 0; i < room.length(); i++) {
            QueuedJob<C, ?> job = room.get(i);
            if (job != null) {
                all.add(job);
            }
        }
        return all;
    }

    /** Ends the jobs at hand, and all that come, towards their callers. */
    void abandon(WorkerException because) {
        // ORDERING: set before the jobs are looked through; take() comes to it after its job was added.
        reason = because;
        all().forEach(job -> job.abandon(because));
    }
}
