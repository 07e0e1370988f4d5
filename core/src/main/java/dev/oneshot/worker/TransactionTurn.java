package dev.oneshot.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One transaction and the jobs in it: begins it, runs job after job, each fenced from those before it, commits once, and
 * only then answers them all. This is group commit; a lone job is a group of one, and pays for no fence.
 *
 * <p>A job that fails is undone alone and answered at once, since it waits for no commit. Where it cannot be undone alone,
 * because the transaction itself was lost (a full disk, a broken connection), the jobs before it in the group fail with
 * {@link RolledBackException}: nobody is told of a success that was not committed. Used by the worker's thread.
 */
final class TransactionTurn<C> {

    private final WorkerBuilder<C> settings;
    private final Link<C> link;
    private final JobRun<C> run;
    private final JobLedger ledger;
    private final GroupSize groupSize;
    private final long maxGroupNanos;
    private final IntFunction<@Nullable QueuedJob<C, ?>> following;
    private final Consumer<QueuedJob<C, ?>> queue;

    private final List<QueuedJob<C, ?>> group = new ArrayList<>();
    private boolean begun;

    /** Whether there is something to commit of a job that has failed: a statement that was final by itself. */
    private boolean kept;

    TransactionTurn(
            WorkerBuilder<C> settings,
            Link<C> link,
            JobRun<C> run,
            Side<C> side,
            IntFunction<@Nullable QueuedJob<C, ?>> following,
            Consumer<QueuedJob<C, ?>> queue) {
        this.settings = settings;
        this.link = link;
        this.run = run;
        this.ledger = side.ledger();
        this.groupSize = side.groupSize();
        this.maxGroupNanos = Durations.nanos(settings.maxGroupTime);
        this.following = following;
        this.queue = queue;
    }

    /** Runs the first job and as many as follow, until there is no more, or no room or time, or the transaction is lost. */
    void of(QueuedJob<C, ?> first, Transactions transactions, int most, long beginning) {
        group.clear();
        begun = false;
        kept = false;
        long now = beginning;
        QueuedJob<C, ?> job = first;
        while (job != null) {
            if (job.begin(true, now)) {
                if (!step(job, transactions)) {
                    return;
                }
                now = run.returnedAt();
            }
            // A cancellation may reach the connection late: it must not meet the next job.
            boolean goesOn = !link.isSuspect() && now - beginning < maxGroupNanos;
            job = goesOn ? following.apply(most) : null;
        }
        commit(transactions);
    }

    /** Runs one job inside the transaction; false if the transaction, and with it this turn, is over. */
    private boolean step(QueuedJob<C, ?> job, Transactions transactions) {
        Transactions.Fence fence = null;
        try {
            boolean first = group.isEmpty() && !kept;
            if (!begun) {
                transactions.begin();
                begun = true;
            }
            if (needsFence(job, first, transactions)) {
                fence = transactions.fence();
            }
        } catch (Exception failure) {
            return refuse(job, failure, transactions);
        }
        Throwable failure = run.of(job, transactionOf(job));
        boolean returned = failure == null;
        if (returned && !job.isEnded()) {
            failure = isLost(job, fence, transactions) ? lost(job) : releaseAfter(job, fence);
            if (failure == null && job.beginCommit()) {
                group.add(job);
                return true;
            }
            if (failure == null && job.isOfOneStatement()) {
                keep(job);
                return true;
            }
        }
        return undo(job, fence, failure, returned, transactions);
    }

    /** Whether the transaction as a whole would not do: to undo the job alone, or to tell its statement from the rest of it. */
    private static boolean needsFence(QueuedJob<?, ?> job, boolean first, Transactions transactions) {
        return job.isOfOneStatement() ? !transactions.keepsAfterFailedStatement() : !first;
    }

    /** Whether a job took no notice that its statement, which was not fenced, has cost the transaction. */
    private static boolean isLost(QueuedJob<?, ?> job, Transactions.@Nullable Fence fence, Transactions transactions) {
        return fence == null && job.isOfOneStatement() && !transactions.keepsAfterFailedStatement();
    }

    private static Exception lost(QueuedJob<?, ?> job) {
        return new IllegalStateException(
                "the statement of " + job.title() + " failed, and took the transaction with it");
    }

    private JobTransaction transactionOf(QueuedJob<C, ?> job) {
        return settings.maxGroup == 1 ? JobTransaction.OWN : job.transaction();
    }

    /**
     * The job, which has not run, could not begin. If that is the fault of those before it, it begins afresh; if the
     * connection is lost, it waits for the next one.
     */
    private boolean refuse(QueuedJob<C, ?> job, Exception failure, Transactions transactions) {
        boolean spoiled = !group.isEmpty() || kept;
        boolean usable =
                !link.dropIfBroken(failure, job.place()) && (!begun || abort(transactions, failure, job.place()));
        begun = false;
        if (usable && group.size() == 1 && !kept && !group.get(0).isOfOneStatement()) {
            // It is the only one that was not fenced: it took no notice of a failure after which nothing more is
            // possible.
            ledger.rolledBack(1);
            group.remove(0).fail(JobOutcome.FAILED, failure);
        }
        lose(failure);
        if (usable && spoiled) {
            return step(job, transactions);
        }
        if (usable) {
            link.suspect();
            job.fail(JobOutcome.FAILED, failure);
        } else if (job.backToQueue()) {
            queue.accept(job);
        }
        return false;
    }

    private static @Nullable Exception releaseAfter(QueuedJob<?, ?> job, Transactions.@Nullable Fence fence) {
        if (fence == null || !job.isReadOnly()) {
            return release(fence);
        }
        try {
            fence.releaseAfterRead();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private static @Nullable Exception release(Transactions.@Nullable Fence fence) {
        try {
            if (fence != null) {
                fence.release();
            }
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    /** Undoes one job, which has failed or ended meanwhile; false if that took the whole transaction with it. */
    private boolean undo(
            QueuedJob<C, ?> job,
            Transactions.@Nullable Fence fence,
            @Nullable Throwable failure,
            boolean returned,
            Transactions transactions) {
        job.undo();
        boolean broken = failure != null && link.dropIfBroken(failure, job.place());
        if (!broken && job.isOfOneStatement() && isKept(fence, transactions)) {
            keep(job);
            if (failure != null) {
                job.fail(JobOutcome.FAILED, failure);
            }
            return true;
        }
        boolean intact = !broken && undone(fence, failure, transactions, job.place());
        ledger.rolledBack(1);
        run.rest();
        if (!intact || fence == null) {
            lose(failure == null ? new IllegalStateException(job.title() + " could not be undone") : failure);
        }
        if (failure != null && returned && !broken && !intact) {
            // The database had ended the transaction, the job took no notice, and what it did then is final.
            job.fail(JobOutcome.UNKNOWN, job.outcomeUnknown("could neither keep nor undo job", failure));
        } else if (failure != null) {
            job.fail(JobOutcome.FAILED, failure);
        }
        return intact;
    }

    /** What a job has done stays, although it failed or has ended meanwhile. */
    private void keep(QueuedJob<C, ?> job) {
        job.undo();
        kept = true;
        run.rest();
    }

    /** Whether what the one statement of a job did, if it did not fail, stays in the transaction, which can go on. */
    private static boolean isKept(Transactions.@Nullable Fence fence, Transactions transactions) {
        return fence == null ? transactions.keepsAfterFailedStatement() : release(fence) == null;
    }

    private boolean undone(
            Transactions.@Nullable Fence fence, @Nullable Throwable failure, Transactions transactions, String where) {
        if (fence == null) {
            begun = false;
            return abort(transactions, failure, where);
        }
        try {
            fence.rollback();
            return true;
        } catch (Exception e) {
            suppress(failure, e);
            abort(transactions, failure, where);
            return false;
        }
    }

    /** The transaction is lost with all that was done in it, by no fault of those who did it. */
    private void lose(Throwable reason) {
        ledger.rolledBack(group.size());
        run.rest();
        for (QueuedJob<C, ?> done : group) {
            done.fail(JobOutcome.FAILED, done.rolledBack(reason));
        }
        group.clear();
        kept = false;
    }

    private void commit(Transactions transactions) {
        if (!begun) {
            return;
        }
        if (group.isEmpty() && !kept) {
            abort(transactions, null, "when it undid what jobs have done");
            return;
        }
        if (link.isSuspect() && !link.isUsable()) {
            lose(new IllegalStateException("the connection did not pass validation after a job was cancelled"));
            return;
        }
        // The clock is read only for those who want to know; who comes to it during the commit hears of the next.
        boolean told = ledger.hasListeners();
        boolean timed = told || (group.size() > 1 && groupSize.dependsOnCommits());
        long before = timed ? settings.timer.nanoTime() : 0;
        try {
            transactions.commit();
        } catch (Exception failure) {
            commitFailed(failure, transactions);
            return;
        }
        group.forEach(QueuedJob::committed);
        ledger.committed();
        if (timed) {
            committedIn(settings.timer.nanoTime() - before, told);
        }
        afterCommit(transactions);
        run.rest();
        group.forEach(QueuedJob::answer);
        group.clear();
    }

    private void committedIn(long nanos, boolean told) {
        if (group.size() > 1) {
            groupSize.committed(nanos);
        }
        if (told) {
            ledger.tellOfCommit(group.size(), nanos);
        }
    }

    private void afterCommit(Transactions transactions) {
        try {
            transactions.afterCommit();
        } catch (Exception failure) {
            link.lost(failure, "after " + theCommit());
        }
    }

    /** Ends a transaction without a commit; false if that could not be, and the connection is closed. */
    private boolean abort(Transactions transactions, @Nullable Throwable failure, String where) {
        try {
            transactions.rollback();
            return true;
        } catch (Exception e) {
            suppress(failure, e);
            link.lost(e, where);
            return false;
        }
    }

    private void commitFailed(Exception failure, Transactions transactions) {
        String where = "in " + theCommit();
        boolean undone = !link.dropIfBroken(failure, where) && abort(transactions, failure, where);
        if (undone) {
            ledger.rolledBack(group.size());
        }
        run.rest();
        for (QueuedJob<C, ?> job : group) {
            if (undone) {
                job.fail(JobOutcome.FAILED, failure);
            } else {
                job.fail(JobOutcome.UNKNOWN, job.outcomeUnknown("lost the connection while it committed job", failure));
            }
        }
        group.clear();
    }

    private String theCommit() {
        int others = group.size() - 1;
        return group.isEmpty()
                ? "a commit"
                : "the commit of job '" + group.get(0).name() + "'" + (others == 0 ? "" : " and " + others + " others");
    }

    private static void suppress(@Nullable Throwable failure, Throwable other) {
        if (failure != null && failure != other) {
            failure.addSuppressed(other);
        }
    }
}
