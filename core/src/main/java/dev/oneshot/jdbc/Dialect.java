package dev.oneshot.jdbc;

import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One connection in the manner of its database; this class itself does what JDBC describes. */
class Dialect {

    private static final String SQLITE = "SQLite";
    private static final String POSTGRES = "PostgreSQL";
    private static final String H2 = "H2";

    final Connection connection;

    Dialect(Connection connection) {
        this.connection = connection;
    }

    static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case SQLITE -> new SqliteDialect(connection);
            case POSTGRES -> new PostgresDialect(connection);
            case H2 -> new H2Dialect(connection);
            default -> new Dialect(connection);
        };
    }

    JdbcTransactions transactions(boolean readOnly) throws SQLException {
        return new StandardTransactions(connection, false);
    }

    /** Has the database refuse writes from now on, as far as it can. */
    void forbidWrites() throws SQLException {
        connection.setReadOnly(true);
    }

    /** Takes back of {@link #forbidWrites} what no pool would: others may get the connection to write with. */
    void permitWrites() throws SQLException {}

    /** Asked before a job gets the connection for reading; throws if nothing would keep it from writing. */
    void beforeRead(JobTransaction transaction) throws SQLException {}

    /** Told when that job has ended. */
    void afterRead() throws SQLException {}

    /**
     * Whether a prepared query remembers more than how it is to be executed: which column had which label, although the
     * table may be altered, and the rows that it returned last.
     */
    boolean queriesRemember() {
        return false;
    }

    /** Whether to change a setting commits. */
    boolean settingsCommit() {
        return false;
    }

    /** Undoes whatever is open, before the connection is given away. */
    void rollback() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Asked when a job in the worker's transaction has returned; throws if it must not be committed. */
    void returned(boolean readOnly) throws SQLException {}

    /**
     * Has the database give up what it executes. Called by any thread, while the connection is in use; returns when the
     * request has been delivered, so that it cannot hit what is executed afterwards.
     */
    void cancel(List<Statement> open) throws SQLException {
        for (Statement statement : open) {
            if (!statement.isClosed()) {
                statement.cancel();
            }
        }
    }

    final void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
