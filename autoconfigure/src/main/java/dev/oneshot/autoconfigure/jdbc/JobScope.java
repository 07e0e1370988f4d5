package dev.oneshot.autoconfigure.jdbc;

import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * What Spring's transaction support knows of the thread while a job runs: the worker's connection and, if the job is in a
 * transaction, that transaction. What it knew before is put aside and comes back afterwards; nothing of the job stays.
 */
final class JobScope {

    private final ThreadTransaction outside;
    private final JobConnectionHolder holder;
    private final boolean inTransaction;
    private final boolean readOnly;

    private JobScope(JobConnectionHolder holder, boolean inTransaction, boolean readOnly) {
        this.outside = ThreadTransaction.putAside();
        this.holder = holder;
        this.inTransaction = inTransaction;
        this.readOnly = readOnly;
        holder.hold();
    }

    /** For a job in a transaction of the worker, which all of Spring's transactions inside it join. */
    static JobScope transaction(DataSource dataSource, Connection lent, boolean readOnly) {
        JobScope scope = new JobScope(new JobConnectionHolder(dataSource, lent, true), true, readOnly);
        TransactionSynchronizationManager.initSynchronization();
        TransactionSynchronizationManager.setActualTransactionActive(true);
        TransactionSynchronizationManager.setCurrentTransactionReadOnly(readOnly);
        return scope;
    }

    /** For what runs outside of any transaction; one of Spring's may begin, and end, on the connection. */
    static JobScope bare(DataSource dataSource, Connection lent) {
        return new JobScope(new JobConnectionHolder(dataSource, lent, false), false, false);
    }

    /**
     * The job has returned and is to be committed.
     *
     * @throws RuntimeException if it must not be: it was marked for rollback, or a synchronization objects
     */
    void prepareCommit() {
        if (inTransaction) {
            requireNotMarked();
            TransactionSynchronizationUtils.triggerBeforeCommit(readOnly);
            requireNotMarked();
        }
    }

    private void requireNotMarked() {
        if (holder.isRollbackOnly()) {
            throw new UnexpectedRollbackException("The job fails although it has returned: a transaction inside it"
                    + " had marked it as rollback-only, by an exception that was caught further out or by"
                    + " setRollbackOnly()");
        }
    }

    /** What to say of a transaction that was begun inside, on whatever connection, and not ended; null if there is none. */
    @Nullable IllegalTransactionStateException unfinished() {
        if (inTransaction || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return null;
        }
        String name = TransactionSynchronizationManager.getCurrentTransactionName();
        return new IllegalTransactionStateException("The job has ended and left a transaction of Spring's open, "
                + (name == null ? "which has no name" : "named '" + name + "'")
                + ": what it did there on the worker's connection is rolled back. Whoever begins one by getTransaction"
                + " must commit it or roll it back");
    }

    /** Ends it, and returns the synchronizations that are still to learn what became of the job. */
    List<TransactionSynchronization> end() {
        List<TransactionSynchronization> registered = List.of();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationUtils.triggerBeforeCompletion();
            registered = TransactionSynchronizationManager.getSynchronizations();
        }
        holder.letGo();
        outside.bringBack();
        return registered;
    }
}
