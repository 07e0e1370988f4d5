package dev.oneshot.worker;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue before a worker: many threads put jobs in, the worker takes them out, lane by lane and in order.
 *
 * <p>A job takes one of the {@link Places}, and is one of the {@link WaitingJobs} until a thread takes it out, or its caller,
 * who was lent an idle connection; the {@link Usher} says which of the two. Coming in takes no lock unless a thread of the
 * worker has to be called; all else is guarded by one lock, under which no waker is called. After {@link #close} nothing comes
 * in any more and the rest can be taken out.
 */
final class JobQueue<C> {

    enum Admission {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition end = lock.newCondition();
    private final Places<C> places;
    private final WaitingJobs<C> jobs = new WaitingJobs<>();
    private final Benches<C> benches = new Benches<>();
    private final Usher<C> usher;
    private final BriefWait briefWait;

    private volatile boolean closed = true;

    /** A queue that is closed until {@link #open}. As long as no more than so many wait, callers may be invited. */
    JobQueue(int capacity, int mostInvited, BriefWait briefWait) {
        this.places = new Places<>(capacity);
        this.usher = new Usher<>(jobs, benches, mostInvited);
        this.briefWait = briefWait;
    }

    Benches<C> benches() {
        return benches;
    }

    /** Where a thread that serves this queue may sit, once it has {@linkplain #join joined}. */
    Bench<C> bench(WorkerLoop<C> loop) {
        return new Bench<>(loop, lock.newCondition());
    }

    void join(Bench<C> bench) {
        doLocked(() -> benches.add(bench));
    }

    void leave(Bench<C> bench) {
        doLocked(() -> benches.remove(bench));
    }

    Admission offer(QueuedJob<C, ?> job) {
        if (closed) {
            return Admission.CLOSED;
        }
        return places.tryTake() ? put(job) : Admission.FULL;
    }

    /** Puts a job on a place that was granted; the grant is used up whatever comes of it. */
    Admission fill(QueuedJob<C, ?> job) {
        return put(job);
    }

    private Admission put(QueuedJob<C, ?> job) {
        jobs.add(job);
        // ORDERING: whether the queue is closed, and who is idle, is looked at after the push. Who closes the queue,
        // or sits down, looks for newcomers afterwards.
        if (closed) {
            // Whoever has taken it out meanwhile will answer it.
            return remove(job) ? Admission.CLOSED : Admission.ACCEPTED;
        }
        if (usher.isThreadWantedFor(job, places.taken())) {
            callAnother();
        }
        usher.cameWith(company());
        return Admission.ACCEPTED;
    }

    /** Puts jobs back that were taken out and could not be run: before all others, however full it is here. */
    void putBack(List<QueuedJob<C, ?>> notRun) {
        doLocked(() -> {
            for (int last = notRun.size() - 1; last >= 0; last--) {
                places.takeAnyway();
                jobs.putBack(notRun.get(last));
            }
        });
    }

    /** Grants a place to the reservation now, or puts it in line to be woken; only the latest waker is kept. */
    Admission await(Reservation<C> reservation) {
        return locked(() -> {
            if (reservation.granted) {
                return Admission.ACCEPTED;
            }
            if (closed) {
                return Admission.CLOSED;
            }
            return places.await(reservation) ? Admission.ACCEPTED : Admission.FULL;
        });
    }

    /** Takes a reservation out of the line; false if it is not there, since it was granted a place. */
    boolean withdraw(Reservation<C> reservation) {
        return locked(() -> places.withdraw(reservation));
    }

    /** Gives back a place that was granted. */
    void giveBack() {
        Places.wake(locked(() -> places.free(1)));
    }

    /**
     * Waits until there is a job or the connection needs care, at most for the time given, and takes the job into these
     * hands; false if the queue is closed and empty. The connection may be lent meanwhile.
     */
    boolean awaitJob(Bench<C> bench, long nanos, HeldJobs<C> hands) {
        List<Reservation<C>> next;
        OwnTurn<C, ?> invited;
        boolean gaveWay = !mayHaveJobs() && briefWait.letsCallersRun();
        lock.lock();
        try {
            long remaining = nanos;
            bench.approach(gaveWay);
            while (jobs.isEmpty() && !closed && !bench.isRecalled() && remaining > 0) {
                bench.seat();
                // ORDERING: newcomers are looked for after the thread has sat down; put() does it the other way round.
                remaining = jobs.hasNewcomers() ? remaining : bench.sit(remaining);
                // If the connection was in use meanwhile, its time to be idle begins again.
                remaining = bench.rise() ? nanos : remaining;
            }
            bench.heard();
            if (jobs.isEmpty()) {
                return !closed;
            }
            next = takeInto(hands, 1, false);
            invited = usher.callNextBesideThread();
        } finally {
            lock.unlock();
        }
        Places.wake(next);
        OwnTurn.invite(invited);
        return true;
    }

    /** Calls a thread that is idle, if there is a job for it: one that has just come, or that the calling thread cannot run. */
    void callAnother() {
        lock.lock();
        try {
            usher.callThread();
        } finally {
            lock.unlock();
        }
    }

    /** Whether callers have come one by one of late, or, where they can be invited, no more at a time than can be. */
    boolean isCalm() {
        return usher.isCalm();
    }

    /**
     * How many callers there are as far as is known, the current one included, who has put a job in. One that has its answer, and
     * waits to run, is one of a crowd.
     */
    int company() {
        return Math.max(1, places.taken()) + briefWait.callers();
    }

    /** Whether there may be something for a thread, or a caller that waits, to do: a job, or the end; any thread may ask. */
    boolean needsThread() {
        return closed || mayHaveJobs();
    }

    /** Takes a connection back that its thread waits for, or has to care for. */
    void takeBack(Loan<C> loan, boolean needsCare) {
        lock.lock();
        try {
            loan.bench().takeBack(loan, needsCare);
        } finally {
            lock.unlock();
        }
    }

    /** Has somebody see to what came in while the connection of this bench was lent. */
    void seeTo(Bench<C> bench) {
        OwnTurn<C, ?> invited = null;
        lock.lock();
        try {
            if (closed) {
                bench.call();
            } else {
                invited = usher.callNext();
            }
        } finally {
            lock.unlock();
        }
        OwnTurn.invite(invited);
    }

    /** Lends an idle connection for a job whose turn it is, and takes the job out; null if it is not, or there is none. */
    @Nullable Loan<C> letIn(QueuedJob<C, ?> job) {
        if (!benches.hasIdle()) {
            return null;
        }
        Loan<C> loan;
        List<Reservation<C>> freed;
        OwnTurn<C, ?> invited;
        lock.lock();
        try {
            loan = closed || jobs.isEmpty() || jobs.next() != job ? null : benches.lend(job);
            if (loan == null) {
                return null;
            }
            // ORDERING: it has the connection before it leaves the queue: it is always in one place or the other.
            jobs.serve(job);
            freed = left(1);
            invited = usher.callNext();
        } finally {
            lock.unlock();
        }
        Places.wake(freed);
        OwnTurn.invite(invited);
        return loan;
    }

    /** Interrupts who has borrowed the connection of this bench; false if nobody has. */
    boolean interruptBorrower(Bench<C> bench) {
        return locked(bench::interruptBorrower);
    }

    /** Waits for the time given; ends early, with false, when the queue is closed and empty. */
    boolean pause(long nanos) {
        lock.lock();
        try {
            long remaining = nanos;
            while (!(closed && jobs.isEmpty()) && remaining > 0) {
                remaining = Benches.sleep(end, remaining);
            }
            return !(closed && jobs.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Takes jobs into these hands as long as it is the turn of one that shares its transaction, up to so many. */
    void takeShared(int most, HeldJobs<C> hands) {
        List<Reservation<C>> next;
        lock.lock();
        try {
            jobs.collect();
            next = takeInto(hands, most, true);
        } finally {
            lock.unlock();
        }
        Places.wake(next);
    }

    /** A job is always in one place or the other: here or in the hands. */
    private List<Reservation<C>> takeInto(HeldJobs<C> hands, int most, boolean sharedOnly) {
        int count = 0;
        for (QueuedJob<C, ?> job = jobs.next(); job != null && count < most; job = jobs.next()) {
            if (sharedOnly && !job.sharesTransaction()) {
                break;
            }
            jobs.serve(job);
            hands.add(job);
            count++;
        }
        return left(count);
    }

    /** Whether there may be a job; looked up without the lock. */
    boolean mayHaveJobs() {
        return waiting() > 0;
    }

    /** How many jobs there may be; looked up without the lock. */
    int waiting() {
        return places.taken();
    }

    /** Takes out a job that has ended, or came too late; false if it is not here, since somebody has taken it. */
    boolean remove(QueuedJob<C, ?> job) {
        boolean here;
        List<Reservation<C>> next;
        OwnTurn<C, ?> invited;
        lock.lock();
        try {
            here = jobs.contains(job);
            jobs.remove(job);
            next = here ? left(1) : List.of();
            // It may have been invited, and another is the next now.
            invited = here && job.ownTurn != null ? usher.callNext() : null;
        } finally {
            lock.unlock();
        }
        Places.wake(next);
        OwnTurn.invite(invited);
        return here;
    }

    void open() {
        doLocked(() -> closed = false);
    }

    void close() {
        Places.wake(locked(() -> {
            closed = true;
            benches.callAll();
            end.signalAll();
            return places.dismissLine();
        }));
    }

    /** Takes all jobs out. */
    List<QueuedJob<C, ?>> drain() {
        List<QueuedJob<C, ?>> all;
        List<Reservation<C>> next;
        lock.lock();
        try {
            all = jobs.all();
            all.forEach(jobs::remove);
            next = left(all.size());
        } finally {
            lock.unlock();
        }
        Places.wake(next);
        return all;
    }

    /** The jobs that wait; they stay where they are. */
    List<QueuedJob<C, ?>> jobs() {
        return locked(jobs::all);
    }

    /** How many writes have come in so far, or were run on loan: if the number stands, none has. */
    long writes() {
        return locked(() -> jobs.writes() + benches.lentWrites());
    }

    QueueDepth depth() {
        return locked(jobs::depth);
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void doLocked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** So many have left the queue; returns the reservations that are to be woken because they got the places. */
    private List<Reservation<C>> left(int count) {
        if (closed && jobs.isEmpty()) {
            end.signalAll();
        }
        return places.free(count);
    }
}
