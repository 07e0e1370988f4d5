package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.Session;
import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;

/** One open JDBC connection, bound for Spring while a job has it. */
final class SpringSession implements Session<Connection> {

    private static final Log LOG = LogFactory.getLog(SpringSession.class);

    private final Connection connection;
    private final Session<Connection> jdbc;
    private final DataSource dataSource;
    private final boolean readOnly;
    private final Completions completions = new Completions();
    private final @Nullable SpringTransactions transactions;

    private @Nullable JobScope scope;

    private boolean isOfOneStatement;

    /** Whether the job executes its one statement in auto-commit mode, so that no commit follows. */
    private boolean standsAlone;

    private boolean hasReturned;

    SpringSession(Connection connection, Session<Connection> jdbc, DataSource dataSource, boolean readOnly) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.readOnly = readOnly;
        Transactions plain = jdbc.transactions();
        this.transactions = plain == null ? null : new SpringTransactions(plain, completions, this);
    }

    @Override
    public Connection lend(JobTransaction transaction) throws Exception {
        boolean inTransaction = transaction != JobTransaction.NONE;
        hasReturned = false;
        if (inTransaction) {
            completions.jobBegan();
        }
        Connection lent = jdbc.lend(transaction);
        scope = scopeOf(lent, inTransaction);
        isOfOneStatement = transaction == JobTransaction.STATEMENT;
        standsAlone = isOfOneStatement && (transactions == null || !transactions.isBegun());
        return lent;
    }

    @Override
    public void returned(Connection lent) throws Exception {
        if (scope != null) {
            scope.prepareCommit();
        }
        // Last, since what is called before the commit may write, and fail, as well.
        jdbc.returned(lent);
        hasReturned = true;
    }

    @Override
    public void reclaim(Connection lent) throws Exception {
        JobScope ending = scope;
        scope = null;
        IllegalTransactionStateException unfinished = null;
        try {
            if (ending != null) {
                unfinished = ending.unfinished();
                List<TransactionSynchronization> registered = ending.end();
                settle(registered, unfinished != null);
            }
        } finally {
            jdbc.reclaim(lent);
        }
        if (standsAlone) {
            standsAlone = false;
            tellOrClose(completions.committed());
        }
        if (unfinished != null) {
            tellOrClose(completions.rolledBack());
            throw unfinished;
        }
    }

    private void settle(List<TransactionSynchronization> registered, boolean leftOpen) {
        if (leftOpen) {
            completions.leftOpen(registered);
        } else if (isOfOneStatement && !hasReturned) {
            completions.statementFailed(registered);
        } else {
            completions.jobEnded(registered);
        }
    }

    @Override
    public void cancel(Connection lent) throws Exception {
        jdbc.cancel(lent);
    }

    @Override
    public @Nullable Transactions transactions() {
        return transactions;
    }

    @Override
    public void closed() throws Exception {
        // The thread may be a caller's, in a transaction of its own: whoever is told must not get into that.
        ThreadTransaction known = ThreadTransaction.putAside();
        try {
            completions.lost().forEach(Completion::tell);
        } finally {
            known.bringBack();
        }
        jdbc.closed();
    }

    /**
     * Tells what became of jobs, between two transactions. Whoever is told has the connection, outside of any: another
     * one would be a second writer. A reader's is in one that is undone, which keeps it from writing on every database.
     *
     * @throws Exception if the connection is of no use afterwards
     */
    void tell(List<Completion> settled) throws Exception {
        Transactions reading = readOnly ? jdbc.transactions() : null;
        if (settled.isEmpty()) {
            return;
        }
        if (reading == null) {
            tell(settled, JobTransaction.NONE);
            return;
        }
        reading.begin();
        try {
            tell(settled, JobTransaction.OWN);
        } finally {
            reading.rollback();
        }
    }

    private void tell(List<Completion> settled, JobTransaction transaction) throws Exception {
        Connection lent = jdbc.lend(transaction);
        JobScope telling = scopeOf(lent, transaction != JobTransaction.NONE);
        try {
            settled.forEach(Completion::tell);
            reportHarm(lent);
        } finally {
            telling.end();
            jdbc.reclaim(lent);
        }
    }

    /** What a reader's transaction holds is undone in any case; this only says so where it was not to be. */
    private void reportHarm(Connection lent) {
        try {
            jdbc.returned(lent);
        } catch (Exception e) {
            LOG.error("Synchronizations of jobs that read did on the connection what they must not; it is undone", e);
        }
    }

    /** Tells where nothing that goes wrong may change what became of the jobs. */
    void tellOrClose(List<Completion> settled) {
        try {
            tell(settled);
        } catch (Exception e) {
            LOG.error("Synchronizations of jobs have left the connection in a state of no use; it is closed", e);
            close();
        }
    }

    private JobScope scopeOf(Connection lent, boolean inTransaction) {
        return inTransaction ? JobScope.transaction(dataSource, lent, readOnly) : JobScope.bare(dataSource, lent);
    }

    /** The next job finds it closed, and the worker opens another. */
    private void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Closing the connection failed", e);
        }
    }
}
