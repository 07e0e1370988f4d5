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

    private final List<Completion> jobs = new ArrayList<>();
    private boolean committing;

    /** A job begins, which has not registered anything yet. */
    void jobBegan() {
        jobs.add(new Completion(List.of(), STATUS_UNKNOWN));
    }

    /** The job that began last has ended, and is to be committed with its transaction. */
    void jobEnded(List<TransactionSynchronization> synchronizations) {
        if (!synchronizations.isEmpty()) {
            replaceLast(new Completion(synchronizations, STATUS_UNKNOWN));
        }
    }

    /** The job that ended last was undone alone. */
    void lastUndone() {
        replaceLast(new Completion(jobs.get(jobs.size() - 1).synchronizations(), STATUS_ROLLED_BACK));
    }

    /** A job outside of the worker's transactions has left one of Spring's open, which is rolled back. */
    void leftOpen(List<TransactionSynchronization> synchronizations) {
        jobs.add(new Completion(synchronizations, STATUS_ROLLED_BACK));
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

    /** A job of one statement, in no transaction, has failed: before the statement was final, or after. */
    List<Completion> unknown() {
        return settle(STATUS_UNKNOWN);
    }

    /** The connection is gone, and nobody will say what became of a commit under way. */
    List<Completion> lost() {
        return settle(committing ? STATUS_UNKNOWN : STATUS_ROLLED_BACK);
    }

    private List<Completion> settle(int status) {
        List<Completion> settled = jobs.stream()
                .filter(job -> !job.synchronizations().isEmpty())
                .map(job -> job.status() == STATUS_UNKNOWN ? new Completion(job.synchronizations(), status) : job)
                .toList();
        jobs.clear();
        committing = false;
        return settled;
    }

    private void replaceLast(Completion job) {
        jobs.set(jobs.size() - 1, job);
    }
}
