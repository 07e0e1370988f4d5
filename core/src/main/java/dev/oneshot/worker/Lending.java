package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Lends idle connections to callers, who run their jobs on their own threads with them, and takes them back. A caller borrows
 * at once if it is alone, or is let in when its job, which waits in the queue, is the next.
 */
final class Lending<C> {

    private final JobQueue<C> queue;
    private final Benches<C> benches;
    private final Timekeeper<C> timekeeper;
    private final Timer timer;

    Lending(JobQueue<C> queue, Timekeeper<C> timekeeper, Timer timer) {
        this.queue = queue;
        this.benches = queue.benches();
        this.timekeeper = timekeeper;
        this.timer = timer;
    }

    /** Runs a job that has just come on this thread; false if that is not possible now: then nobody knows of it yet. */
    boolean ranAtOnce(QueuedJob<C, ?> job) {
        // A thread that comes interrupted is told so by blockOn, before anything has been done.
        Loan<C> loan = Thread.currentThread().isInterrupted() ? null : borrow(job);
        if (loan == null) {
            return false;
        }
        WorkerLoop<C> loop = loan.bench().loop();
        try {
            if (!loop.canLend(job.submittedAt())) {
                return false;
            }
            job.lent(loop.loanCounts());
            timekeeper.watchNew(job);
            loop.turnOnLoan(loan, job.submittedAt());
            return true;
        } finally {
            giveBack(loan, loop.needsCare());
        }
    }

    /** Runs a job that waits in the queue on this thread, its caller's, if it is its turn and a connection idle. */
    boolean ranInTurn(QueuedJob<C, ?> job) {
        // A thread that was interrupted meanwhile is told so by blockOn.
        Loan<C> loan = Thread.currentThread().isInterrupted() ? null : queue.letIn(job);
        if (loan == null) {
            return false;
        }
        WorkerLoop<C> loop = loan.bench().loop();
        long now = timer.nanoTime();
        boolean usable = loop.canLend(now);
        try {
            if (usable) {
                loop.turnOnLoan(loan, now);
            } else {
                loop.decline(job);
            }
            return usable;
        } finally {
            giveBack(loan, !usable || loop.needsCare());
        }
    }

    /** Borrows an idle connection for a job that needs no place then; null if there is none, or others wait, or came lately. */
    @Nullable Loan<C> borrow(QueuedJob<C, ?> job) {
        if (queue.mayHaveJobs() || !queue.isCalm()) {
            return null;
        }
        Loan<C> loan = benches.lend(job);
        // ORDERING: looked at after the connection was taken; who closes the queue, or puts a job in, looks for who is
        // idle afterwards.
        if (loan != null && queue.needsThread()) {
            giveBack(loan, false);
            return null;
        }
        return loan;
    }

    /** Gives a connection back, and says whether it needs the care of its thread. */
    void giveBack(Loan<C> loan, boolean needsCare) {
        Bench<C> bench = loan.bench();
        if (needsCare || !bench.giveBack(loan)) {
            queue.takeBack(loan, needsCare);
        }
        // ORDERING: looked at after the bench counts as idle; who closes the queue, or puts a job in, does the two the
        // other way round.
        if (queue.needsThread()) {
            queue.seeTo(bench);
        }
        loan.settleInterrupts();
        loan.giveWay();
    }
}
