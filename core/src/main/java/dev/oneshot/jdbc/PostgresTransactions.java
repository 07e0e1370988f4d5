package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on PostgreSQL, in which the fence of a job travels with the job's first statement: a savepoint of its own
 * would be a question to the server, and its release another one, beside the one that the job has.
 */
final class PostgresTransactions extends StandardTransactions {

    /** The state of a transaction in which a statement has failed: it takes nothing but a rollback. */
    static final String FAILED = "FAILED";

    private static final String ABORTED = "25P02";

    private final PostgresDriver driver;
    private final TravellingFence travelling;
    private @Nullable TravellingFence fence;

    PostgresTransactions(Connection connection, PostgresDriver driver) {
        super(connection, false);
        this.driver = driver;
        this.travelling = new TravellingFence(connection, driver);
    }

    static SQLException aborted(String why) {
        return new SQLException("current transaction is aborted: " + why, ABORTED);
    }

    @Override
    Fence doFence() throws SQLException {
        if (!driver.canSetSavepoints()) {
            return super.doFence();
        }
        travelling.set();
        fence = travelling;
        return travelling;
    }

    @Override
    void doBegin() throws SQLException {
        fence = null;
        super.doBegin();
    }

    @Override
    void doCommit() throws SQLException {
        fence = null;
        super.doCommit();
    }

    @Override
    void doRollback() throws SQLException {
        fence = null;
        travelling.stay();
        super.doRollback();
    }

    @Override
    void executing(@Nullable String sql) throws SQLException {
        if (fence != null) {
            fence.executing(sql);
        }
    }

    @Override
    void executed(@Nullable SQLException failure) throws SQLException {
        if (fence != null) {
            fence.executed(failure);
        }
    }

    @Override
    void reaching() throws SQLException {
        if (fence != null) {
            fence.settle();
        }
    }

    @Override
    void returned() throws SQLException {
        if (fence != null) {
            fence.returned();
        }
    }
}
