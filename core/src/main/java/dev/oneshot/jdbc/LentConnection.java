package dev.oneshot.jdbc;

import dev.oneshot.worker.JobTransaction;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The worker's connection in the hands of one job.
 *
 * <p>It remembers the statements that the job opens and closes them at the end; from then on it refuses every use, so
 * that a job that kept the connection finds out instead of reading in another job's transaction. In a transaction of the
 * worker it also refuses to commit; of a job of one statement it takes no second. One thread at a time may use it.
 */
final class LentConnection extends DelegatingConnection {

    /** SQLState of a statement that was cancelled. */
    private static final String CANCELLED = "57014";

    private final JdbcSession session;
    private final Connection connection;
    private final JobTransaction transaction;
    private final StatementRule rule;
    private final OpenStatements statements = new OpenStatements();
    private boolean hasExecuted;
    private volatile boolean ended;

    LentConnection(JdbcSession session, JobTransaction transaction, StatementRule rule) {
        this.session = session;
        this.connection = session.connection();
        this.transaction = transaction;
        this.rule = rule;
    }

    JobTransaction transaction() {
        return transaction;
    }

    OpenStatements statements() {
        return statements;
    }

    StatementCache cache() {
        return session.statements();
    }

    /** Throws if the job must not have this executed. */
    void requireAllowed(String sql) throws SQLException {
        session.check(sql, rule);
    }

    /**
     * Called by every execution, before it reaches the database; throws if it must not. What it executes may be unknown, and
     * the statement may be other than the driver makes them by default.
     */
    void beforeExecution(@Nullable String sql, boolean usual) throws SQLException {
        if (statements.isCancelled()) {
            throw new SQLException("the job was cancelled: its time is over, or its caller has gone", CANCELLED);
        }
        if (transaction == JobTransaction.STATEMENT && hasExecuted) {
            throw onlyStatement("execute a second one");
        }
        hasExecuted = true;
        session.transactions().executing(sql, usual);
    }

    /** What was to be executed has been. */
    void executed() throws SQLException {
        session.transactions().executed(null);
    }

    /** Called by whatever else may reach the database before the first execution. */
    void reaching() throws SQLException {
        session.transactions().reaching();
    }

    /** Called by whatever hands out an object of the driver's. */
    void exposing() throws SQLException {
        session.transactions().exposing();
    }

    /** A statement has failed, perhaps in the midst of other jobs' work. */
    SQLException failed(SQLException failure) throws SQLException {
        session.transactions().executed(failure);
        if (transaction == JobTransaction.STATEMENT) {
            session.transactions().failed(failure);
        }
        return failure;
    }

    /** Throws if the job must not collect statements in order to execute them at once. */
    void requireBatches() throws SQLException {
        if (transaction == JobTransaction.STATEMENT) {
            throw onlyStatement("execute a batch");
        }
    }

    /** Closes what the job left open; the connection is of no use to the job any more. May be called again. */
    void end() throws SQLException {
        ended = true;
        statements.closeAll();
        if (statements.isCancelled()) {
            // A cancellation may have reached a statement that the job had just put back.
            cache().clear();
        }
        if (transaction == JobTransaction.NONE && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    Connection delegate() throws SQLException {
        requireNotEnded();
        reaching();
        return connection;
    }

    /** For what does not reach the database. */
    private Connection quietly() throws SQLException {
        requireNotEnded();
        return connection;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return LentMetaData.of(delegate().getMetaData(), this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        requireNotEnded();
        KeptStatement kept = cache().take(sql, rule);
        return statements.opened(new LentPreparedStatement(kept, this));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return keyed(sql, allowing(sql).prepareStatement(sql, autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return keyed(sql, allowing(sql).prepareStatement(sql, columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return keyed(sql, allowing(sql).prepareStatement(sql, columnNames));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return opened(allowing(sql).prepareStatement(sql, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return opened(allowing(sql).prepareStatement(sql, type, concurrency, holdability));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return opened(allowing(sql).prepareCall(sql));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return opened(allowing(sql).prepareCall(sql, type, concurrency));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return opened(allowing(sql).prepareCall(sql, type, concurrency, holdability));
    }

    @Override
    public Statement createStatement() throws SQLException {
        return opened(quietly().createStatement());
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return unusual(quietly().createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return unusual(quietly().createStatement(type, concurrency, holdability));
    }

    private Connection allowing(String sql) throws SQLException {
        requireNotEnded();
        requireAllowed(sql);
        return connection;
    }

    /** Its rows may be written through, for example. */
    private Statement unusual(Statement statement) throws SQLException {
        LentStatement lent = new LentStatement(statement, this);
        lent.changing();
        return statements.opened(lent);
    }

    private Statement opened(Statement statement) {
        return statements.opened(new LentStatement(statement, this));
    }

    /** It returns keys, and executes nothing else. */
    private PreparedStatement keyed(String sql, PreparedStatement statement) {
        return statements.opened(new LentPreparedStatement(statement, this, sql));
    }

    private PreparedStatement opened(PreparedStatement statement) {
        return statements.opened(new LentPreparedStatement(statement, this, null));
    }

    private CallableStatement opened(CallableStatement statement) {
        return LentCall.of(statement, statements.opened(new LentPreparedStatement(statement, this, null)));
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        requireNotEnded();
        return switch (transaction) {
            case NONE -> connection.getAutoCommit();
            case STATEMENT -> true;
            case SHARED, OWN -> false;
        };
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (transaction == JobTransaction.NONE) {
            delegate().setAutoCommit(autoCommit);
        } else if (autoCommit != getAutoCommit()) {
            throw workersBusiness(autoCommit ? "switch to auto-commit" : "begin a transaction");
        }
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        requireNotEnded();
        session.checkSetting("setTransactionIsolation", rule);
        delegate().setTransactionIsolation(level);
    }

    @Override
    public void commit() throws SQLException {
        if (transaction != JobTransaction.NONE) {
            throw workersBusiness("commit");
        }
        delegate().commit();
    }

    @Override
    public void rollback() throws SQLException {
        if (transaction != JobTransaction.NONE) {
            throw workersBusiness("roll back");
        }
        delegate().rollback();
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        requireSavepoints();
        return delegate().setSavepoint();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        requireSavepoints();
        return delegate().setSavepoint(name);
    }

    private void requireSavepoints() throws SQLException {
        if (transaction == JobTransaction.STATEMENT) {
            throw workersBusiness("set a savepoint");
        }
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        requireNotEndedForClientInfo();
        connection.setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        requireNotEndedForClientInfo();
        connection.setClientInfo(properties);
    }

    @Override
    public void close() throws SQLException {
        end();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return ended || connection.isClosed();
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        return !ended && connection.isValid(timeout);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        requireNotEnded();
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        exposing();
        return type.isInstance(connection) ? type.cast(connection) : connection.unwrap(type);
    }

    @Override
    public String toString() {
        return (ended ? "ended lending of " : "lending of ") + connection;
    }

    private void requireNotEnded() throws SQLException {
        if (ended) {
            throw new SQLException("this connection was lent to a job that has ended, or has closed it; "
                    + "a job must not keep its connection");
        }
    }

    /** Of these methods JDBC wants an exception of their own. */
    private void requireNotEndedForClientInfo() throws SQLClientInfoException {
        try {
            delegate();
        } catch (SQLException e) {
            throw new SQLClientInfoException(e.getMessage(), Map.of(), e);
        }
    }

    private SQLException workersBusiness(String what) throws SQLException {
        requireNotEnded();
        if (transaction == JobTransaction.STATEMENT) {
            return onlyStatement(what);
        }
        return new SQLException("a job cannot " + what + " by itself: the worker commits when the job returns and rolls"
                + " back when it throws; a job with JobTransaction.NONE may do as it likes");
    }

    private static SQLException onlyStatement(String what) {
        return new SQLException(
                "a job with JobTransaction.STATEMENT cannot " + what + ": its one statement is final when"
                        + " it has succeeded; a job with JobTransaction.SHARED may execute many",
                "25000");
    }
}
