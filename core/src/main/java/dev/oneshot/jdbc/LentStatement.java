package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement in the hands of one job, which is remembered until the job closes it or ends. Used by one thread at a time;
 * {@link #driversOwn} by any.
 */
class LentStatement extends DelegatingStatement {

    private final Statement statement;
    private final LentConnection lender;

    /** The neighbours in {@link OpenStatements}, which alone sets them. */
    @Nullable LentStatement newer;

    @Nullable LentStatement older;

    private @Nullable ResultSet results;
    private boolean changed;
    private boolean askedByLabel;
    private volatile boolean closed;

    LentStatement(Statement statement, LentConnection lender) {
        this.statement = statement;
        this.lender = lender;
    }

    /** What is lent. */
    final Statement driversOwn() {
        return statement;
    }

    final LentConnection lender() {
        return lender;
    }

    /** What the last execution returned; null if it returned no rows, or nobody asked for them. */
    final @Nullable ResultSet results() {
        return results;
    }

    /** Whether it is not any more as it was prepared, but for its parameters. */
    final boolean isChanged() {
        return changed;
    }

    /** Whether columns of its rows were, or may have been, asked for by their labels, which some drivers remember. */
    final boolean isAskedByLabel() {
        return askedByLabel;
    }

    final void askedByLabel() {
        askedByLabel = true;
    }

    /** Called by every execution, before it reaches the database. */
    final void beforeExecution(@Nullable String sql) throws SQLException {
        requireOpen();
        lender.beforeExecution(sql, !changed);
    }

    private <R> R execute(String sql, Execution<R> execution) throws SQLException {
        lender.requireAllowed(sql);
        return executeKnown(sql, execution);
    }

    private <R> R executeBatch(Execution<R> execution) throws SQLException {
        return executeKnown(null, execution);
    }

    private <R> R executeKnown(@Nullable String sql, Execution<R> execution) throws SQLException {
        beforeExecution(sql);
        try {
            R result = execution.by(statement);
            lender.executed();
            return result;
        } catch (SQLException e) {
            throw lender.failed(e);
        }
    }

    /** A view of these rows, which is of no use any more when this statement is closed. */
    final ResultSet lent(ResultSet rows) {
        results = rows;
        return new LentResultSet(rows, this);
    }

    /** If there are rows and nobody asks for them, they would hold their locks beyond the job. */
    final boolean executed(boolean hasRows) {
        changed |= hasRows;
        return hasRows;
    }

    /** For whatever would leave the statement to the next job otherwise than it was. */
    final Statement changing() throws SQLException {
        requireOpen();
        changed = true;
        return statement;
    }

    final void requireOpen() throws SQLException {
        if (closed) {
            throw new SQLException("this statement is closed: " + subject());
        }
    }

    /** Whether the job has closed it, or has ended. */
    final boolean isOver() {
        return closed;
    }

    /** Rows that were closed may have closed their statement. */
    final void rowsClosed() throws SQLException {
        if (changed && statement.isClosed()) {
            close();
        }
    }

    /** What to name it by in a message. */
    Object subject() {
        return statement;
    }

    /** Done once, when the job has closed the statement, or has ended. */
    void dispose() throws SQLException {
        statement.close();
    }

    @Override
    Statement delegate() throws SQLException {
        requireOpen();
        return statement;
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            lender.statements().closed(this);
            dispose();
        }
    }

    @Override
    public boolean isClosed() throws SQLException {
        return closed || statement.isClosed();
    }

    /** Whoever has the driver's own statement executes without our knowing. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        Statement own = delegate();
        askedByLabel();
        lender.exposing();
        return own.unwrap(type);
    }

    @Override
    public Connection getConnection() {
        return lender;
    }

    @Override
    public String toString() {
        return "lent " + statement;
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return lent(execute(sql, own -> own.executeQuery(sql)));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return execute(sql, own -> own.executeUpdate(sql));
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return execute(sql, own -> own.executeUpdate(sql, autoGeneratedKeys));
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return execute(sql, own -> own.executeUpdate(sql, columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        return execute(sql, own -> own.executeUpdate(sql, columnNames));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return execute(sql, own -> own.executeLargeUpdate(sql));
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return execute(sql, own -> own.executeLargeUpdate(sql, autoGeneratedKeys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return execute(sql, own -> own.executeLargeUpdate(sql, columnIndexes));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        return execute(sql, own -> own.executeLargeUpdate(sql, columnNames));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return executed(execute(sql, own -> own.execute(sql)));
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        return executed(execute(sql, own -> own.execute(sql, autoGeneratedKeys)));
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        return executed(execute(sql, own -> own.execute(sql, columnIndexes)));
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        return executed(execute(sql, own -> own.execute(sql, columnNames)));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return executeBatch(Statement::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return executeBatch(Statement::executeLargeBatch);
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        lender.requireBatches();
        lender.requireAllowed(sql);
        changing().addBatch(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        delegate().clearBatch();
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        ResultSet rows = delegate().getResultSet();
        return rows == null ? null : lent(rows);
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        // Of two results only the later one would be closed.
        changed |= results != null;
        return lent(delegate().getGeneratedKeys());
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        changing().closeOnCompletion();
    }

    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        changing().setMaxFieldSize(max);
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        changing().setMaxRows(max);
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        changing().setLargeMaxRows(max);
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        changing().setEscapeProcessing(enable);
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        changing().setQueryTimeout(seconds);
    }

    @Override
    public void setCursorName(String name) throws SQLException {
        changing().setCursorName(name);
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        changing().setFetchDirection(direction);
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        changing().setFetchSize(rows);
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        changing().setPoolable(poolable);
    }

    /** What the driver does for one execution. */
    @FunctionalInterface
    private interface Execution<R> {
        R by(Statement own) throws SQLException;
    }
}
