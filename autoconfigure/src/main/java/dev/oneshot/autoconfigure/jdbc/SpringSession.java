package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.worker.Session;
import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** One open JDBC connection, bound for Spring while a job has it. */
final class SpringSession implements Session<Connection> {

    private static final Log LOG = LogFactory.getLog(SpringSession.class);

    private final Connection connection;
    private final Session<Connection> jdbc;
    private final DataSource dataSource;
    private final boolean readOnly;
    private final Completions completions = new Completions();
    private final @Nullable Transactions transactions;

    private @Nullable JobScope scope;

    SpringSession(Connection connection, Session<Connection> jdbc, DataSource dataSource, boolean readOnly) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.readOnly = readOnly;
        Transactions plain = jdbc.transactions();
        this.transactions = plain == null ? null : new SpringTransactions(plain, completions, this::tell);
    }

    @Override
    public Connection lend(boolean inTransaction) throws Exception {
        if (inTransaction) {
            completions.jobBegan();
        }
        Connection lent = jdbc.lend(inTransaction);
        scope = inTransaction ? JobScope.transaction(dataSource, lent, readOnly) : JobScope.bare(dataSource, lent);
        return lent;
    }

    @Override
    public void returned(Connection lent) throws Exception {
        if (scope != null) {
            scope.prepareCommit();
        }
        // Last, since what is called before the commit may write, and fail, as well.
        jdbc.returned(lent);
    }

    @Override
    public void reclaim(Connection lent) throws Exception {
        JobScope ending = scope;
        scope = null;
        try {
            if (ending != null) {
                completions.jobEnded(ending.end());
            }
        } finally {
            jdbc.reclaim(lent);
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
        completions.lost().forEach(Completion::tell);
        jdbc.closed();
    }

    /**
     * Tells what became of jobs, between two transactions. Whoever is told has the connection, outside of any: another
     * one would be a second writer. What goes wrong changes nothing for the jobs.
     */
    private void tell(Iterable<Completion> settled) {
        try {
            Connection lent = lend(false);
            try {
                settled.forEach(Completion::tell);
            } finally {
                reclaim(lent);
            }
        } catch (Exception e) {
            LOG.error("Synchronizations of jobs have left the connection in a state of no use; it is closed", e);
            close();
        }
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
