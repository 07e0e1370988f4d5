package dev.oneshot.autoconfigure.jdbc;

import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The worker's connection as Spring sees it during a job: bound to the thread, and in the midst of a transaction if the
 * job is.
 *
 * <p>A transaction manager that is to begin another transaction, or to do without, unbinds the holder of the one at hand
 * for that time. This holder does not let itself be unbound while a transaction is active: it goes back to its place and
 * says why. Spring asks {@link #isVoid} whenever it has looked up or unbound a holder, which makes it the place to notice.
 */
final class JobConnectionHolder extends ConnectionHolder {

    private final DataSource dataSource;
    private boolean held;

    JobConnectionHolder(DataSource dataSource, Connection lent, boolean inTransaction) {
        super(lent, inTransaction);
        this.dataSource = dataSource;
    }

    /** Binds the holder to the thread for good, that is until {@link #letGo}. */
    void hold() {
        TransactionSynchronizationManager.bindResource(dataSource, this);
        held = true;
    }

    /** Lets the holder be unbound. */
    void letGo() {
        held = false;
    }

    @Override
    public boolean isVoid() {
        if (held && isTransactionActive() && !isBound()) {
            TransactionSynchronizationManager.bindResource(dataSource, this);
            throw new IllegalTransactionStateException("A transaction inside a job of a worker cannot be suspended, as"
                    + " propagation REQUIRES_NEW and NOT_SUPPORTED ask for: the worker has one connection, and it is in"
                    + " the job's transaction. Use REQUIRED to join it, NESTED to be able to undo a part, or submit a"
                    + " job of its own, without waiting for it");
        }
        return super.isVoid();
    }

    private boolean isBound() {
        return TransactionSynchronizationManager.getResourceMap().containsValue(this);
    }
}
