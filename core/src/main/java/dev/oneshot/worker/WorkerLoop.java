package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's thread does from its first to its last moment: open the connection, take turns with the jobs, replace
 * the connection when it breaks, close it at the end. While it has nothing to do, one turn after the other may be taken by
 * callers on their own threads. The connection is touched nowhere else.
 */
final class WorkerLoop<C> implements Runnable {

    private static final Logger LOG = System.getLogger(WorkerLoop.class.getName());

    /** How many jobs that share a transaction are taken out of the queue at once. */
    private static final int HANDFUL = 32;

    private final WorkerBuilder<C> settings;
    private final JobQueue<C> queue;
    private final Timekeeper<C> timekeeper;
    private final Link<C> link;
    private final String name;
    private final boolean failFast;
    private final GroupSize groupSize;
    private final Bench<C> bench;
    private final LoanCounts loanCounts;

    private final JobRun<C> run;
    private final TransactionTurn<C> transactionTurn;
    private final BareTurn<C> bareTurn;

    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

    private final HeldJobs<C> held = new HeldJobs<>();
    private boolean closing;

    /** What has killed a turn on a caller's thread, which this thread dies of in its stead. */
    private @Nullable Throwable death;

    WorkerLoop(Side<C> side, Link<C> link, String name, boolean failFast) {
        this.settings = side.settings();
        this.queue = side.queue();
        this.timekeeper = side.timekeeper();
        this.link = link;
        this.name = name;
        this.failFast = failFast;
        this.groupSize = side.groupSize();
        this.bench = queue.bench(this);
        this.loanCounts = new LoanCounts(side);
        this.run = new JobRun<>(link, settings.timer);
        this.transactionTurn = new TransactionTurn<>(settings, link, run, side, this::following, this::putBack);
        this.bareTurn = new BareTurn<>(link, run);
    }

    /** Completed when the first attempt to connect is over: with its failure if that ends this loop. */
    CompletableFuture<@Nullable Void> started() {
        return started;
    }

    @Nullable QueuedJob<C, ?> running() {
        return run.running();
    }

    /** Ends the jobs at hand, or just about to be, towards their callers. */
    void abandon(WorkerException reason) {
        held.abandon(reason);
        // ORDERING: looked at after the reason was set; turnOnLoan() comes to that after the connection was lent.
        Loan<C> loan = bench.loan();
        if (loan != null) {
            loan.job().abandon(reason);
        }
    }

    /** As {@link #abandon}, for a thread that has died and will not do it itself: nothing runs any more. */
    void bury(WorkerException reason) {
        abandon(reason);
        run.rest();
    }

    /** Interrupts who has the connection, but not when it is being closed: that must not be cut short. */
    synchronized void interrupt(Thread thread) {
        if (!closing && !queue.interruptBorrower(bench)) {
            thread.interrupt();
        }
    }

    /** The jobs at hand. */
    List<QueuedJob<C, ?>> held() {
        List<QueuedJob<C, ?>> jobs = held.all();
        Loan<C> loan = bench.loan();
        if (loan != null) {
            jobs.add(loan.job());
        }
        return jobs;
    }

    boolean isLentToCurrentThread() {
        Loan<C> loan = bench.loan();
        return loan != null && loan.isToCurrentThread();
    }

    /** The thread to which the connection is lent, if it is. */
    @Nullable Thread borrower() {
        Loan<C> loan = bench.loan();
        return loan == null ? null : loan.borrower();
    }

    /** Counts the jobs on loan. */
    LoanCounts loanCounts() {
        return loanCounts;
    }

    /** Whether a caller that has borrowed the connection can use it as it is. */
    boolean canLend(long now) {
        return link.isFresh(now);
    }

    /** A turn with the one job of this loan, on the borrower's thread. Throws nothing. */
    void turnOnLoan(Loan<C> loan, long now) {
        QueuedJob<C, ?> job = loan.job();
        run.runOn(loan);
        try {
            held.abandonIfGivenUp(job);
            turn(job, 1, now);
        } catch (Throwable e) {
            death = e;
            // Its caller is answered when the thread dies of that.
            held.add(job);
        } finally {
            run.runOn(null);
        }
    }

    /** Puts a job back for which the connection was borrowed in vain: the thread, which has to see to that, will run it. */
    void decline(QueuedJob<C, ?> job) {
        putBack(List.of(job));
    }

    /** Whether the worker's own thread has something to do after a loan even if no job waits. */
    boolean needsCare() {
        return death != null || !link.isOpen();
    }

    /** Returns when the queue is closed and empty; what it throws means that this thread is of no more use. */
    @Override
    public void run() {
        loanCounts.open();
        queue.join(bench);
        try {
            if (!failFast || connectFirst()) {
                serve();
            }
        } catch (Throwable death) {
            link.lost(death, "with its thread");
            started.complete(null);
            throw death;
        } finally {
            queue.leave(bench);
            loanCounts.settle();
            beginClosing();
            link.close();
        }
    }

    private synchronized void beginClosing() {
        closing = true;
        Thread.interrupted();
    }

    private boolean connectFirst() {
        boolean connected = link.open();
        if (connected) {
            started.complete(null);
        } else {
            Throwable failure = link.lastFailure();
            started.completeExceptionally(failure == null ? new IllegalStateException("no connection") : failure);
        }
        return connected;
    }

    private void serve() {
        long idleNanos = Durations.nanos(settings.idleInterval);
        long pacingNanos = Durations.nanos(settings.pacing);
        boolean asked = false;
        boolean follows = false;
        while (connected() && queue.awaitJob(bench, idleNanos, held)) {
            dieOfLoan();
            // If one job has followed another without a pause, the end of that one is the beginning of this.
            long now = follows && !bench.hasRested() ? run.returnedAt() : settings.timer.nanoTime();
            follows = false;
            // Who has sat since it asked, since another took the job, may have sat for long.
            asked &= !bench.hasRested();
            if (!asked && !link.isFresh(now)) {
                // To ask the connection may take long: meanwhile the job waits where another thread can take it.
                boolean wanted = held.next() != null;
                putBack(held.letGo());
                queue.callAnother();
                asked = link.isOpen() && link.isUsable() && wanted;
                if (asked || !link.isOpen()) {
                    continue;
                }
            }
            asked = false;
            if (held.next() == null) {
                idle();
            } else {
                follows = turn(held.take(), groupSize.withWaiting(queue.waiting()), now) && pacingNanos == 0;
                // Those that did not come into the turn go back: a more urgent one may have come.
                putBack(held.endTurn());
                if (pacingNanos > 0) {
                    queue.pause(pacingNanos);
                }
            }
        }
        dieOfLoan();
    }

    private void dieOfLoan() {
        Throwable cause = death;
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause != null) {
            throw new IllegalStateException(cause);
        }
    }

    /** Opens the connection if there is none, however long it takes; false if there is nothing left to do with it. */
    private boolean connected() {
        if (!link.isOpen()) {
            putBack(held.letGo());
        }
        while (!link.isOpen()) {
            queue.callAnother();
            if (!queue.pause(link.pauseBeforeOpening())) {
                return false;
            }
            link.open();
            started.complete(null);
        }
        return true;
    }

    /** Puts a job back that could not be run for want of a connection, and those that would have been next. */
    private void putBack(QueuedJob<C, ?> refused) {
        List<QueuedJob<C, ?>> jobs = new ArrayList<>();
        jobs.add(refused);
        jobs.addAll(held.letGo());
        putBack(jobs);
    }

    /** Those that have ended meanwhile are left out: a queue that is closed must become empty. */
    private void putBack(List<QueuedJob<C, ?>> jobs) {
        List<QueuedJob<C, ?>> waiting = jobs.isEmpty()
                ? jobs
                : jobs.stream().filter(job -> !job.isEnded()).toList();
        if (!waiting.isEmpty()) {
            queue.putBack(waiting);
            waiting.forEach(timekeeper::watch);
        }
    }

    /** Takes a turn that begins with this job; true if nothing has followed the end of its body but the answer. */
    private boolean turn(QueuedJob<C, ?> first, int mostJobs, long now) {
        Transactions transactions = link.session().transactions();
        int most = first.sharesTransaction() ? mostJobs : 1;
        if (transactions == null
                || first.transaction() == JobTransaction.NONE
                || isBestAlone(first, most, transactions)) {
            return bareTurn.of(first, now) && !reconnectsAfter(first);
        }
        transactionTurn.of(first, transactions, most, now);
        reconnectsAfter(first);
        return false;
    }

    /** Gives the connection up after a job whose deadline has passed while it ran, if that is what the worker is to do. */
    private boolean reconnectsAfter(QueuedJob<C, ?> job) {
        boolean reconnects = settings.reconnectAfterTimeout && job.hasExpiredRunning() && link.isOpen();
        if (reconnects) {
            link.lost(job.expiredRunning(true), job.place());
        }
        return reconnects;
    }

    /** Whether the job's one statement would be all there is in its transaction, or {@link #readsAlone}. */
    private boolean isBestAlone(QueuedJob<C, ?> first, int most, Transactions transactions) {
        boolean last = most == 1 || (held.next() == null && !queue.mayHaveJobs());
        return first.isOfOneStatement() && (last || readsAlone(first, transactions));
    }

    /** Whether the job's one statement only reads, and so gains nothing from a commit with others, but would have to pay for a fence. */
    private static boolean readsAlone(QueuedJob<?, ?> job, Transactions transactions) {
        return job.isOfOneStatement()
                && job.isReadOnly()
                && !transactions.keepsAfterFailedStatement()
                && !transactions.fencesTravel();
    }

    /** The next job that joins the group, if there is one, and room for it; nobody waits for it. */
    private @Nullable QueuedJob<C, ?> following(int most) {
        int room = most == 1 ? 0 : most - held.inTurn();
        if (room <= 0) {
            return null;
        }
        if (held.next() == null && queue.mayHaveJobs()) {
            queue.takeShared(Math.min(room, HANDFUL), held);
        }
        QueuedJob<C, ?> next = held.next();
        Transactions transactions = link.session().transactions();
        boolean joins = next != null && transactions != null && !readsAlone(next, transactions);
        return joins ? held.take() : null;
    }

    private void idle() {
        IdleTask<C> task = settings.idleTask;
        if (task == null) {
            return;
        }
        try {
            task.run(link.connection());
            link.used(settings.timer.nanoTime());
        } catch (Exception e) {
            LOG.log(Level.WARNING, "worker '" + name + "': its idle task failed", e);
            link.dropIfBroken(e, "in its idle task");
        }
    }
}
