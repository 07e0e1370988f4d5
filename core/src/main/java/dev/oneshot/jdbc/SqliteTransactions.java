package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on SQLite, by its own statements.
 *
 * <p>The driver's {@code commit()} begins the next transaction at once, and so holds the write lock until the next job.
 * The driver is left in auto-commit mode instead, and BEGIN, COMMIT and the savepoints are statements prepared once. They
 * are executed by {@link SqliteSteps}, or else as batches of one, after which the driver does not look for generated keys.
 */
final class SqliteTransactions extends JdbcTransactions {

    private final Connection connection;
    private final DriversAutoCommit driversAutoCommit;
    private final @Nullable SqliteSteps steps;
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
        driversAutoCommit = DriversAutoCommit.of(connection);
        steps = driversAutoCommit.isTold() ? SqliteSteps.of(connection) : null;
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
        execute(begin);
        driversAutoCommit.is(false);
    }

    /**
     * SQLite rolls back by itself in some failures. A job that takes no notice goes on outside any transaction, and what
     * it, and those after it, did then is final: nobody can tell what is left of this turn.
     */
    @Override
    void doCommit() throws SQLException {
        try {
            execute(commit);
            ended();
        } catch (SQLException e) {
            if (isOver(e)) {
                connection.close();
            }
            throw e;
        }
    }

    @Override
    void doRollback() throws SQLException {
        unlessOver(() -> execute(rollback));
        ended();
    }

    private void ended() throws SQLException {
        driversAutoCommit.is(true);
        if (!connection.getAutoCommit()) {
            // A savepoint of the job's has switched it off where the driver cannot be told; it tries to commit.
            unlessOver(() -> connection.setAutoCommit(true));
        }
    }

    private void execute(PreparedStatement statement) throws SQLException {
        if (steps != null) {
            steps.execute(statement);
        } else {
            statement.addBatch();
            statement.executeBatch();
        }
    }

    @Override
    Fence doFence() throws SQLException {
        execute(savepoint);
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
            execute(probe);
            execute(rollback);
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
            execute(release);
        }

        @Override
        public void rollback() throws SQLException {
            execute(rollbackTo);
            execute(release);
        }
    }
}
