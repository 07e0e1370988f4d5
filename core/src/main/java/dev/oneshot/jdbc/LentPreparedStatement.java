package dev.oneshot.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement in the hands of one job. Where it is one that the worker keeps, {@code close()} gives it back to the
 * cache instead of closing it; the next job gets another view of it.
 *
 * <p>A job that changed more than parameters (a time-out, the fetch size) does not leave that to the next one:
 * such a statement is really closed. A batch that was not executed is cleared. So is one whose rows nobody asked for, which would hold its locks beyond the job.
 */
final class LentPreparedStatement extends DelegatingPreparedStatement {

    private final PreparedStatement statement;

    /** Null if it is not kept. */
    private final @Nullable KeptStatement kept;

    /** Null if it is not known. */
    private final @Nullable String sql;

    private boolean batched;

    /** One that goes back to the cache. */
    LentPreparedStatement(KeptStatement kept, LentConnection lender) {
        super(kept.statement(), lender);
        this.statement = kept.statement();
        this.kept = kept;
        this.sql = kept.sql();
    }

    /** One that the job alone has; its SQL is null if it is not all that is executed. */
    LentPreparedStatement(PreparedStatement statement, LentConnection lender, @Nullable String sql) {
        super(statement, lender);
        this.statement = statement;
        this.kept = null;
        this.sql = sql;
    }

    @Override
    PreparedStatement delegate() throws SQLException {
        requireOpen();
        return statement;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        beforeExecution(sql);
        try {
            ResultSet rows = statement.executeQuery();
            lender().executed();
            return lent(rows);
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        beforeExecution(sql);
        try {
            int count = statement.executeUpdate();
            lender().executed();
            return count;
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        beforeExecution(sql);
        try {
            long count = statement.executeLargeUpdate();
            lender().executed();
            return count;
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public boolean execute() throws SQLException {
        beforeExecution(sql);
        try {
            boolean hasRows = executed(statement.execute());
            lender().executed();
            return hasRows;
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public void addBatch() throws SQLException {
        lender().requireBatches();
        delegate().addBatch();
        batched = true;
    }

    /** For what may reach the database before the execution: large objects, descriptions. */
    @Override
    PreparedStatement reaching() throws SQLException {
        PreparedStatement own = delegate();
        lender().reaching();
        return own;
    }

    @Override
    void dispose() throws SQLException {
        StatementCache cache = lender().cache();
        if (kept == null) {
            statement.close();
        } else if (isChanged() || (isAskedByLabel() && cache.queriesRemember())) {
            cache.drop(kept);
        } else {
            ResultSet rows = results();
            if (rows != null) {
                rows.close();
                kept.query = true;
            }
            if (batched) {
                statement.clearBatch();
            }
            cache.putBack(kept);
        }
    }

    @Override
    Object subject() {
        return sql == null ? statement : sql;
    }
}
