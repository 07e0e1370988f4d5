package dev.oneshot.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement in the hands of one job. Where it is one that the worker keeps, {@code close()} gives it back to the
 * cache instead of closing it; the next job gets another view of it.
 *
 * <p>A job that changed more than parameters (a time-out, the fetch size, a batch) does not leave that to the next one:
 * such a statement is really closed. So is one whose rows nobody asked for, which would hold its locks beyond the job.
 */
final class LentPreparedStatement extends DelegatingPreparedStatement {

    private final PreparedStatement statement;

    /** Null if it is not kept. */
    private final @Nullable KeptStatement kept;

    LentPreparedStatement(PreparedStatement statement, LentConnection lender, @Nullable KeptStatement kept) {
        super(statement, lender);
        this.statement = statement;
        this.kept = kept;
    }

    @Override
    PreparedStatement delegate() throws SQLException {
        requireOpen();
        return statement;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        beforeExecution();
        try {
            return lent(statement.executeQuery());
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        beforeExecution();
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        beforeExecution();
        try {
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public boolean execute() throws SQLException {
        beforeExecution();
        try {
            return executed(statement.execute());
        } catch (SQLException e) {
            throw lender().failed(e);
        }
    }

    @Override
    public void addBatch() throws SQLException {
        lender().requireBatches();
        changing();
        statement.addBatch();
    }

    @Override
    void dispose() throws SQLException {
        StatementCache cache = lender().cache();
        ResultSet rows = results();
        if (kept == null) {
            statement.close();
        } else if (isChanged() || (rows != null && !cache.keepsQueries())) {
            cache.drop(kept);
        } else {
            if (rows != null) {
                rows.close();
            }
            cache.putBack(kept);
        }
    }

    @Override
    Object subject() {
        return kept == null ? statement : kept.sql();
    }
}
