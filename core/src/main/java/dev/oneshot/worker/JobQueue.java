package dev.oneshot.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue before a worker: many threads put jobs in, the worker takes them out, lane by lane and in order.
 *
 * <p>A job takes one of the {@link Places}, goes through the {@link Inbox}, and is given its place in the {@link JobLanes} by
 * whoever looks next. Coming in takes no lock unless a thread of the worker has to be called; all else is guarded by one
 * lock, under which no waker is called. After {@link #close} nothing comes in any more and the rest can be taken out.
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
    private final Inbox<C> inbox = new Inbox<>();
    private final JobLanes<C> lanes = new JobLanes<>();
    private final Benches<C> benches = new Benches<>();

    private final Company company;

    /** Up to how many jobs may wait for the next to be run by its caller. Where more do, threads serve them one by one. */
    private final int mostInvited;

    /** How many writes have come in, but for those on loan. */
    private long writes;

    private volatile boolean closed = true;

    /** A queue that is closed until {@link #open}. */
    JobQueue(int capacity, int mostInvited) {
        this.places = new Places<>(capacity);
        this.mostInvited = mostInvited;
        this.company = new Company(Math.max(1, mostInvited));
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
        inbox.push(job);
        // ORDERING: whether the queue is closed, and who is idle, is looked at after the push. Who closes the queue,
        // or sits down, looks into the inbox afterwards.
        if (closed) {
            // Whoever has taken it out meanwhile will answer it.
            return remove(job) ? Admission.CLOSED : Admission.ACCEPTED;
        }
        // A caller that can be let in looks for itself, unless there is a crowd.
        if ((job.ownTurn == null || places.taken() > mostInvited) && benches.hasIdle()) {
            callAnother();
        }
        company.came(places.taken());
        return Admission.ACCEPTED;
    }

    /** Puts jobs back that were taken out and could not be run: before all others, however full it is here. */
    void putBack(List<QueuedJob<C, ?>> jobs) {
        doLocked(() -> {
            for (int last = jobs.size() - 1; last >= 0; last--) {
                places.takeAnyway();
                lanes.prepend(jobs.get(last));
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
        lock.lock();
        try {
            long remaining = nanos;
            bench.approach();
            while (isEmpty() && !closed && !bench.isRecalled() && remaining > 0) {
                bench.seat();
                // ORDERING: the inbox is looked at after the thread has sat down; put() does the two the other way
                // round.
                remaining = inbox.isEmpty() ? bench.sit(remaining) : remaining;
                // If the connection was in use meanwhile, its time to be idle begins again.
                remaining = bench.rise() ? nanos : remaining;
            }
            bench.heard();
            if (isEmpty()) {
                return !closed;
            }
            next = takeInto(hands, 1, false);
            invited = mostInvited > 0 ? callNext() : null;
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
            if (!isEmpty()) {
                benches.call();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Borrows an idle connection for the job of a caller, which then needs no place here; null if there is none, or others
     * wait, or it {@linkplain #isCalm is not calm} here.
     */
    @Nullable Loan<C> borrow(QueuedJob<C, ?> job) {
        if (mayHaveJobs() || !isCalm()) {
            return null;
        }
        Loan<C> loan = benches.lend(job);
        // ORDERING: looked at after the connection was taken; close() and put() look for who is idle afterwards.
        if (loan != null && (closed || mayHaveJobs())) {
            giveBack(loan, false);
            return null;
        }
        return loan;
    }

    /** Gives a connection back, and says whether it needs the care of its thread. */
    void giveBack(Loan<C> loan, boolean needsCare) {
        Bench<C> bench = loan.bench();
        if (needsCare || !bench.giveBack(loan)) {
            lock.lock();
            try {
                bench.takeBack(loan, needsCare);
            } finally {
                lock.unlock();
            }
        }
        // ORDERING: looked at after the bench counts as idle; close() and put() do the two the other way round.
        if (closed || mayHaveJobs()) {
            callBack(bench);
        }
        loan.settleInterrupts();
        loan.giveWay();
    }

    /** Whether callers have come one by one of late, or, where they can be invited, no more at a time than can be. */
    boolean isCalm() {
        return company.isNone();
    }

    /** Has somebody see to what came in while the connection of this bench was lent. */
    private void callBack(Bench<C> bench) {
        OwnTurn<C, ?> invited = null;
        lock.lock();
        try {
            if (closed) {
                bench.call();
            } else {
                invited = callNext();
            }
        } finally {
            lock.unlock();
        }
        OwnTurn.invite(invited);
    }

    /**
     * Where a connection is idle: calls a thread for the next job, or returns the turn of its caller, who is then to be
     * invited without the lock. With the lock.
     */
    private @Nullable OwnTurn<C, ?> callNext() {
        QueuedJob<C, ?> next = isEmpty() ? null : lanes.next();
        if (next == null) {
            return null;
        }
        if (next.ownTurn != null && lanes.size() <= mostInvited) {
            return benches.hasIdle() ? next.ownTurn : null;
        }
        benches.call();
        return null;
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
            loan = closed || isEmpty() || lanes.next() != job ? null : benches.lend(job);
            if (loan == null) {
                return null;
            }
            // ORDERING: it has the connection before it leaves the queue: it is always in one place or the other.
            lanes.serve(job);
            freed = left(1);
            invited = callNext();
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
            while (!(closed && isEmpty()) && remaining > 0) {
                remaining = Benches.sleep(end, remaining);
            }
            return !(closed && isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Takes jobs into these hands as long as it is the turn of one that shares its transaction, up to so many. */
    void takeShared(int most, HeldJobs<C> hands) {
        List<Reservation<C>> next;
        lock.lock();
        try {
            collect();
            next = takeInto(hands, most, true);
        } finally {
            lock.unlock();
        }
        Places.wake(next);
    }

    /** A job is always in one place or the other: here or in the hands. */
    private List<Reservation<C>> takeInto(HeldJobs<C> hands, int most, boolean sharedOnly) {
        int count = 0;
        for (QueuedJob<C, ?> job = lanes.next(); job != null && count < most; job = lanes.next()) {
            if (sharedOnly && !job.sharesTransaction()) {
                break;
            }
            lanes.serve(job);
            hands.add(job);
            count++;
        }
        return left(count);
    }

    /** Whether there may be a job; looked up without the lock. */
    boolean mayHaveJobs() {
        return places.taken() > 0;
    }

    /** Takes out a job that has ended, or came too late; false if it is not here, since somebody has taken it. */
    boolean remove(QueuedJob<C, ?> job) {
        boolean here;
        List<Reservation<C>> next;
        OwnTurn<C, ?> invited;
        lock.lock();
        try {
            collect();
            here = job.lane != null;
            next = removed(job);
            // It may have been invited, and another is the next now.
            invited = here && job.ownTurn != null ? callNext() : null;
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
        List<QueuedJob<C, ?>> jobs;
        List<Reservation<C>> next;
        lock.lock();
        try {
            collect();
            jobs = lanes.all();
            jobs.forEach(lanes::remove);
            next = left(jobs.size());
        } finally {
            lock.unlock();
        }
        Places.wake(next);
        return jobs;
    }

    /** The jobs that wait; they stay where they are. */
    List<QueuedJob<C, ?>> jobs() {
        return locked(() -> {
            collect();
            return lanes.all();
        });
    }

    /** How many writes have come in so far: if the number stands, none has. */
    long writes() {
        return locked(() -> {
            collect();
            return writes + benches.lentWrites();
        });
    }

    /** How many jobs wait, and for how long the first of them has. */
    Depth depth() {
        return locked(() -> {
            collect();
            return new Depth(lanes.size(), lanes.sizes(), lanes.oldestWaitNanos());
        });
    }

    record Depth(int size, Map<Priority, Integer> sizes, long oldestWaitNanos) {}

    /** Gives the jobs from the inbox their places in the lanes. */
    private void collect() {
        QueuedJob<C, ?> job = inbox.takeAll();
        while (job != null) {
            QueuedJob<C, ?> newer = job.next;
            lanes.append(job);
            writes += job.isReadOnly() ? 0 : 1;
            job = newer;
        }
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

    private boolean isEmpty() {
        collect();
        return lanes.size() == 0;
    }

    private List<Reservation<C>> removed(QueuedJob<C, ?> job) {
        if (job.lane == null) {
            return List.of();
        }
        lanes.remove(job);
        return left(1);
    }

    /** So many have left the queue; returns the reservations that are to be woken because they got the places. */
    private List<Reservation<C>> left(int count) {
        if (closed && lanes.size() == 0) {
            end.signalAll();
        }
        return places.free(count);
    }
}
