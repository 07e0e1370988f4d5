package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Transactions by the methods of JDBC, which suits most drivers. Between two of them auto-commit is on. */
class StandardTransactions extends JdbcTransactions {

    private static final String TRANSACTION_ROLLBACK = "40";

    private final Connection connection;
    private final boolean undoesStatementsAlone;

    StandardTransactions(Connection connection, boolean undoesStatementsAlone) {
        this.connection = connection;
        this.undoesStatementsAlone = undoesStatementsAlone;
    }

    @Override
    boolean undoesStatementsAlone() {
        return undoesStatementsAlone;
    }

    /** By SQLState, as for a deadlock. */
    @Override
    boolean isLostBy(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith(TRANSACTION_ROLLBACK);
    }

    /**
     * Some drivers hold themselves to be in a transaction although the database has just refused to begin it. The next job
     * would then run in none, and could not be rolled back; so the connection is set right, or closed.
     */
    @Override
    void doBegin() throws SQLException {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException failure) {
            try {
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                failure.addSuppressed(e);
                connection.close();
            }
            throw failure;
        }
    }

    @Override
    void doCommit() throws SQLException {
        connection.commit();
        try {
            returnToAutoCommit();
        } catch (SQLException e) {
            // What is committed stays so, and is answered. The next job finds the connection closed and replaced.
            connection.close();
        }
    }

    @Override
    void doRollback() throws SQLException {
        connection.rollback();
        returnToAutoCommit();
    }

    /** Called when the transaction has ended. */
    void returnToAutoCommit() throws SQLException {
        connection.setAutoCommit(true);
    }

    @Override
    Fence doFence() throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        return new Fence() {
            @Override
            public void release() throws SQLException {
                connection.releaseSavepoint(savepoint);
            }

            @Override
            public void rollback() throws SQLException {
                connection.rollback(savepoint);
            }
        };
    }
}
