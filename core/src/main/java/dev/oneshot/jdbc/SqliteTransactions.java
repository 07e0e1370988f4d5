package dev.oneshot.jdbc;

import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Transactions on SQLite, by its own statements.
 *
 * <p>The driver's {@code commit()} begins the next transaction at once, and so holds the write lock until the next job.
 * The driver is left in auto-commit mode instead, and BEGIN, COMMIT and the savepoints are statements prepared once.
 */
final class SqliteTransactions implements Transactions {

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollbackTo;

    /** One job is fenced at a time, so one savepoint, and one object for it, serve all. */
    private final Fence fence = new SavepointFence();

    SqliteTransactions(Connection connection, boolean readOnly) throws SQLException {
        this.connection = connection;
        begin = connection.prepareStatement(readOnly ? "BEGIN DEFERRED" : "BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        savepoint = connection.prepareStatement("SAVEPOINT oneshot_job");
        release = connection.prepareStatement("RELEASE oneshot_job");
        rollbackTo = connection.prepareStatement("ROLLBACK TO oneshot_job");
    }

    @Override
    public void begin() throws SQLException {
        begin.execute();
    }

    /**
     * SQLite rolls back by itself in some failures. A job that takes no notice goes on outside any transaction, and what
     * it, and those after it, did then is final: nobody can tell what is left of this turn.
     */
    @Override
    public void commit() throws SQLException {
        try {
            if (connection.getAutoCommit()) {
                commit.execute();
            } else {
                // A savepoint that the job set through the driver has switched its auto-commit off; this commits as
                // well.
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            if (isOver(e)) {
                connection.close();
            }
            throw e;
        }
    }

    @Override
    public void rollback() throws SQLException {
        unlessOver(rollback::execute);
        if (!connection.getAutoCommit()) {
            unlessOver(() -> connection.setAutoCommit(true));
        }
    }

    @Override
    public Fence fence() throws SQLException {
        savepoint.execute();
        return fence;
    }

    /** SQLite rolls back by itself when a write is interrupted or the disk is full; then there is nothing left to undo. */
    static void unlessOver(Step step) throws SQLException {
        try {
            step.run();
        } catch (SQLException e) {
            if (!isOver(e)) {
                throw e;
            }
        }
    }

    private static boolean isOver(SQLException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("no transaction is active");
    }

    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    private final class SavepointFence implements Fence {

        @Override
        public void release() throws SQLException {
            release.execute();
        }

        @Override
        public void rollback() throws SQLException {
            rollbackTo.execute();
            release.execute();
        }
    }
}
