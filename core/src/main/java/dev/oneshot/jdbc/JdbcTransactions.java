package dev.oneshot.jdbc;

import dev.oneshot.worker.Transactions;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The transactions of a JDBC connection, which also learn of statements that fail in one. */
abstract class JdbcTransactions implements Transactions {

    private boolean begun;
    private boolean lost;

    @Override
    public final void begin() throws SQLException {
        doBegin();
        begun = true;
    }

    @Override
    public final void commit() throws SQLException {
        requireIntact();
        doCommit();
        begun = false;
    }

    @Override
    public final void rollback() throws SQLException {
        begun = false;
        lost = false;
        doRollback();
    }

    @Override
    public final Fence fence() throws SQLException {
        requireIntact();
        return doFence();
    }

    @Override
    public final boolean keepsAfterFailedStatement() {
        return !lost && undoesStatementsAlone();
    }

    /** The only statement of a job has failed, which may be without a fence. */
    final void failed(SQLException failure) {
        if (undoesStatementsAlone() && isLostBy(failure)) {
            lose();
        }
    }

    /** The database has given up the transaction, if one was begun. */
    final void lose() {
        lost |= begun;
    }

    /** Throws if the database has given up the transaction: what is executed now would be in none, and final. */
    final void requireIntact() throws SQLException {
        if (lost) {
            throw new SQLException(
                    "the database has rolled back the transaction when a statement in it failed", "25000");
        }
    }

    /**
     * A job is about to have this executed; null if it is not known what. May refuse it.
     *
     * @param usual whether by a statement that is as the driver makes them by default
     */
    void executing(@Nullable String sql, boolean usual) throws SQLException {}

    /** What was to be executed has been, or has failed. */
    void executed(@Nullable SQLException failure) throws SQLException {}

    /** A job is about to have the driver do something else, which may reach the database as well. */
    void reaching() throws SQLException {}

    /** A job is about to get an object of the driver's, which it may keep, and use in a later one. */
    void exposing() throws SQLException {
        reaching();
    }

    /** A job has returned; throws if it must not be committed. */
    void returned() throws SQLException {}

    abstract void doBegin() throws SQLException;

    abstract void doCommit() throws SQLException;

    abstract void doRollback() throws SQLException;

    abstract Fence doFence() throws SQLException;

    /** Whether most statements that fail leave the transaction as it was before them. */
    abstract boolean undoesStatementsAlone();

    /** Whether this failure, which is not like most, has taken the transaction with it. */
    abstract boolean isLostBy(SQLException failure);
}
