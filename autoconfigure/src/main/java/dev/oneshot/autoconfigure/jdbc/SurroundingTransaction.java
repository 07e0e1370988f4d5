package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobDecorator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Warns, once, of a job that is submitted in the midst of a transaction on the worker's own {@code DataSource}: the job is
 * not part of it, and may wait for a lock that its own caller holds.
 */
final class SurroundingTransaction implements JobDecorator {

    private static final Log LOG = LogFactory.getLog(SurroundingTransaction.class);

    private final DataSource dataSource;
    private final AtomicBoolean warned = new AtomicBoolean();

    SurroundingTransaction(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
        if (surrounds() && warned.compareAndSet(false, true)) {
            String name = TransactionSynchronizationManager.getCurrentTransactionName();
            LOG.warn("A job was submitted inside the transaction " + (name == null ? "" : "'" + name + "' ")
                    + "of its caller, on the DataSource that its worker has a connection of. The job is not part of that"
                    + " transaction: it does not see what that has written, is not undone with it, and where that holds"
                    + " a lock, as any write does on SQLite, it waits until its deadline if the caller waits for it."
                    + " Submit the job without a transaction around it, or do all of it inside the job. This is said"
                    + " once");
        }
        return job;
    }

    /** A transaction that only reads holds no lock that a job would wait for; that of another job is the worker's own. */
    private boolean surrounds() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                && TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                && !(holder instanceof JobConnectionHolder);
    }
}
