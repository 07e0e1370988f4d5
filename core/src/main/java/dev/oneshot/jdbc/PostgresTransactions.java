package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on PostgreSQL, in which the fence of a job travels with the job's first statement: a savepoint of its own
 * would be a question to the server, and its release another one, beside the one that the job has. Reads with which a
 * transaction begins are executed before it ({@link EarlyReads}).
 */
final class PostgresTransactions extends StandardTransactions {

    /** The state of a transaction in which a statement has failed: it takes nothing but a rollback. */
    static final String FAILED = "FAILED";

    private static final String ABORTED = "25P02";

    private final PostgresDriver driver;
    private final TravellingFence fence;
    private final EarlyReads early;

    /** Whether all that jobs have executed is known here, so that a fence can wait for it. */
    private boolean travels;

    PostgresTransactions(Connection connection, PostgresDriver driver) throws SQLException {
        super(connection, false);
        this.driver = driver;
        this.fence = new TravellingFence(connection, driver);
        this.early = new EarlyReads(connection, driver);
        this.travels = TravellingFence.isPossible(connection, driver);
    }

    static SQLException aborted(String why) {
        return new SQLException("current transaction is aborted: " + why, ABORTED);
    }

    @Override
    Fence doFence() throws SQLException {
        early.nextJob();
        fence.leave();
        if (!travels || !driver.canSetSavepoints()) {
            fence.end();
            return super.doFence();
        }
        fence.set();
        return fence;
    }

    @Override
    public boolean fencesTravel() {
        return travels;
    }

    @Override
    void doBegin() throws SQLException {
        fence.end();
        super.doBegin();
        early.begin();
    }

    @Override
    void doCommit() throws SQLException {
        early.end();
        fence.end();
        super.doCommit();
    }

    @Override
    void doRollback() throws SQLException {
        early.end();
        fence.end();
        super.doRollback();
    }

    @Override
    void executing(@Nullable String sql, boolean usual) throws SQLException {
        boolean plainRead = usual && sql != null && PlainRead.is(sql);
        if (!early.executing(sql, plainRead)) {
            fence.executing(sql, plainRead);
        }
    }

    @Override
    void executed(@Nullable SQLException failure) throws SQLException {
        if (!early.executed(failure)) {
            fence.executed(failure);
        }
    }

    @Override
    void reaching() throws SQLException {
        early.reaching();
        fence.settle();
    }

    @Override
    void exposing() throws SQLException {
        travels = false;
        early.giveUp();
        super.exposing();
    }

    @Override
    void returned() throws SQLException {
        early.returned();
        fence.returned();
    }
}
