package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Transactions on SQLite, by its own statements.
 *
 * <p>The driver's {@code commit()} begins the next transaction at once, and so holds the write lock until the next job.
 * The driver is left in auto-commit mode instead, and BEGIN, COMMIT and the savepoints are statements prepared once.
 */
final class SqliteTransactions extends JdbcTransactions {

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollbackTo;
    private final PreparedStatement probe;

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
        probe = connection.prepareStatement("BEGIN DEFERRED");
    }

    @Override
    void doBegin() throws SQLException {
        begin.execute();
    }

    /**
     * SQLite rolls back by itself in some failures. A job that takes no notice goes on outside any transaction, and what
     * it, and those after it, did then is final: nobody can tell what is left of this turn.
     */
    @Override
    void doCommit() throws SQLException {
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
    void doRollback() throws SQLException {
        unlessOver(rollback::execute);
        if (!connection.getAutoCommit()) {
            unlessOver(() -> connection.setAutoCommit(true));
        }
    }

    @Override
    Fence doFence() throws SQLException {
        savepoint.execute();
        return fence;
    }

    @Override
    boolean undoesStatementsAlone() {
        return true;
    }

    /** There is no way to ask but to begin a transaction, which fails within another one. */
    @Override
    boolean isLostBy(SQLException failure) {
        try {
            probe.execute();
            rollback.execute();
            return true;
        } catch (SQLException e) {
            return !isInside(e);
        }
    }

    private static boolean isInside(SQLException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("within a transaction");
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
