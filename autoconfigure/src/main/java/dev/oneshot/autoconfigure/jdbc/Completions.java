package dev.oneshot.autoconfigure.jdbc;

import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * The synchronizations of the jobs in one transaction, until it is known what became of each job.
 *
 * <p>A job that is undone alone is known at once, yet is told with the others when the transaction has ended: until then
 * its synchronizations could not use the connection without getting into the work of other jobs.
 */
final class Completions {

    private enum Fate {
        /** That of the transaction. */
        SHARED,
        /** Undone alone. */
        UNDONE,
        /** Failed, before its one statement was final or after; nobody has undone it alone. */
        FAILED
    }

    private record Entry(List<TransactionSynchronization> synchronizations, Fate fate) {

        Completion settled(int status) {
            return new Completion(
                    synchronizations,
                    switch (fate) {
                        case SHARED -> status;
                        case UNDONE -> STATUS_ROLLED_BACK;
                        case FAILED -> status == STATUS_COMMITTED ? STATUS_UNKNOWN : status;
                    });
        }
    }

    /** Of a job that has not registered anything, like most. */
    private static final Entry NOBODY = new Entry(List.of(), Fate.SHARED);

    private final List<Entry> jobs = new ArrayList<>();
    private boolean committing;

    /** A job begins, which has not registered anything yet. */
    void jobBegan() {
        jobs.add(NOBODY);
    }

    /** The job that began last has ended, and is to be committed with its transaction. */
    void jobEnded(List<TransactionSynchronization> synchronizations) {
        if (!synchronizations.isEmpty()) {
            replaceLast(new Entry(synchronizations, Fate.SHARED));
        }
    }

    /** The job that began last, and was of one statement, has failed. */
    void statementFailed(List<TransactionSynchronization> synchronizations) {
        replaceLast(new Entry(synchronizations, Fate.FAILED));
    }

    /** The job that ended last was undone alone. */
    void lastUndone() {
        replaceLast(new Entry(jobs.get(jobs.size() - 1).synchronizations(), Fate.UNDONE));
    }

    /** A job outside of the worker's transactions has left one of Spring's open, which is rolled back. */
    void leftOpen(List<TransactionSynchronization> synchronizations) {
        jobs.add(new Entry(synchronizations, Fate.UNDONE));
    }

    void commitBegan() {
        committing = true;
    }

    List<Completion> committed() {
        return settle(STATUS_COMMITTED);
    }

    List<Completion> rolledBack() {
        return settle(STATUS_ROLLED_BACK);
    }

    /** The connection is gone, and nobody will say what became of a commit under way. */
    List<Completion> lost() {
        return settle(committing ? STATUS_UNKNOWN : STATUS_ROLLED_BACK);
    }

    private List<Completion> settle(int status) {
        List<Completion> settled = jobs.stream()
                .filter(job -> !job.synchronizations().isEmpty())
                .map(job -> job.settled(status))
                .toList();
        jobs.clear();
        committing = false;
        return settled;
    }

    private void replaceLast(Entry job) {
        jobs.set(jobs.size() - 1, job);
    }
}
