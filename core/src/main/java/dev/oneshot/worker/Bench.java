package dev.oneshot.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The place where one thread of a worker sits while there is no job for it, and who has its connection meanwhile.
 *
 * <pre>
 *            seat                   lend
 *   AT_WORK ──────▶ IDLE ───────────────────────▶ Loan
 *      ▲ ▲           │ ▲        giveBack           │
 *      │ └──rise─────┘ └───────────────────────────┤ rise, interruptBorrower
 *      │    call       └──────────────┐            ▼
 *      └───────────── takeBack ───────┴───────── Awaited
 * </pre>
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>meaning</th><th>who may leave it</th></tr>
 * <tr><td>AT_WORK</td><td>the thread has the connection</td><td>the thread</td></tr>
 * <tr><td>IDLE</td><td>the thread sits here, and nobody has the connection</td><td>whoever is first: a caller that borrows,
 * with or without the lock; the thread, or who calls it, with the lock</td></tr>
 * <tr><td>a loan</td><td>a caller has the connection</td><td>the caller; whoever has the lock, to Awaited</td></tr>
 * <tr><td>Awaited</td><td>the same, and the borrower has to take the lock to give the connection back</td><td>the
 * borrower, with the lock</td></tr>
 * </table>
 *
 * <p>So a lone caller takes the connection and gives it back by one compare-and-set each. The lock is that of the {@link JobQueue}.
 */
final class Bench<C> {

    private static final VarHandle STATE = state();

    private enum Mark {
        AT_WORK,
        IDLE
    }

    private record Awaited(Loan<?> loan) {}

    private final WorkerLoop<C> loop;

    /** Calls the thread. */
    private final Condition call;

    private volatile Object state = Mark.AT_WORK;

    /** Whether the connection was lent since the thread sat down; belongs to who has the connection. */
    private boolean wasLent;

    /** Belongs to who has the connection. */
    private final GivingWay givingWay = new GivingWay();

    /** How many jobs that were run on loan do not only read; counted by who has the connection. */
    private final AtomicLong writes = new AtomicLong();

    /** The thread's own. */
    private boolean rested;

    /** Whether the thread is wanted for something else than a job. Guarded by the lock. */
    private boolean recalled;

    Bench(WorkerLoop<C> loop, Condition call) {
        this.loop = loop;
        this.call = call;
    }

    WorkerLoop<C> loop() {
        return loop;
    }

    /** Whether the thread can be called, or its connection be borrowed; without the lock a hint. */
    boolean isIdle() {
        return state == Mark.IDLE;
    }

    /** The loan under way, as any thread may see it. */
    @SuppressWarnings("unchecked") // there are none but of this connection
    @Nullable Loan<C> loan() {
        Object seen = state;
        if (seen instanceof Mark) {
            return null;
        }
        return (Loan<C>) (seen instanceof Awaited awaited ? awaited.loan() : seen);
    }

    /** How many writes were run on loan. */
    long lentWrites() {
        return writes.getOpaque();
    }

    /** Lends the connection to the calling thread, null if it is not idle. Needs no lock. */
    @Nullable Loan<C> lend(QueuedJob<C, ?> job) {
        if (!isIdle()) {
            return null;
        }
        Loan<C> loan = new Loan<>(this, job);
        if (!STATE.compareAndSet(this, Mark.IDLE, loan)) {
            return null;
        }
        wasLent = true;
        loan.givesWay = givingWay.isDueAfter(loan.borrower().getId(), job.submittedAt());
        if (!job.isReadOnly()) {
            writes.setOpaque(writes.getPlain() + 1);
        }
        return loan;
    }

    /** Takes the connection back; false if that needs the lock: {@link #takeBack}. */
    boolean giveBack(Loan<C> loan) {
        return STATE.compareAndSet(this, loan, Mark.IDLE);
    }

    /** Takes the connection back, and calls the thread if that waits for it, or is to care for the connection. With the lock. */
    void takeBack(Loan<C> loan, boolean needsCare) {
        recalled |= needsCare;
        if (loan.missed || needsCare) {
            state = Mark.AT_WORK;
            call.signal();
        } else {
            state = Mark.IDLE;
        }
    }

    /** Interrupts the borrower; false if there is none. With the lock. */
    boolean interruptBorrower() {
        Loan<C> loan = detain();
        if (loan != null) {
            loan.interrupt();
        }
        return loan != null;
    }

    /** From now on the loan under way cannot end without the lock; null if there is none. */
    private @Nullable Loan<C> detain() {
        Loan<C> loan = loan();
        while (loan != null && !(state instanceof Awaited)) {
            if (STATE.compareAndSet(this, loan, new Awaited(loan))) {
                return loan;
            }
            loan = loan();
        }
        return loan;
    }

    /** The thread looks for something to do, after it has let others run, or at once. With the lock. */
    void approach(boolean gaveWay) {
        rested = gaveWay;
    }

    /** Whether the thread has let others run, or sat down, before it found something to do. */
    boolean hasRested() {
        return rested;
    }

    /** The thread has nothing to do. With the lock. */
    void seat() {
        rested = true;
        state = Mark.IDLE;
    }

    /** Sits until the thread is called, at most for the time given, and returns what is left of it. With the lock. */
    long sit(long nanos) {
        return Benches.sleep(call, nanos);
    }

    /** The thread has something to do, and waits for its connection if that is lent; true if it was. With the lock. */
    boolean rise() {
        while (!STATE.compareAndSet(this, Mark.IDLE, Mark.AT_WORK) && state != Mark.AT_WORK) {
            Loan<C> loan = detain();
            if (loan != null) {
                loan.missed = true;
                Benches.sleep(call, Long.MAX_VALUE);
            }
        }
        boolean lent = wasLent;
        wasLent = false;
        return lent;
    }

    /** Calls the thread, if it sits here. With the lock. */
    boolean call() {
        boolean called = STATE.compareAndSet(this, Mark.IDLE, Mark.AT_WORK);
        if (called) {
            call.signal();
        }
        return called;
    }

    boolean isRecalled() {
        return recalled;
    }

    /** The thread has heard that it was recalled. */
    void heard() {
        recalled = false;
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(Bench.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
