package dev.oneshot.jdbc;

import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Transactions by the methods of JDBC, which suits most drivers. Between two of them auto-commit is on. */
final class StandardTransactions implements Transactions {

    private final Connection connection;

    StandardTransactions(Connection connection) {
        this.connection = connection;
    }

    /**
     * Some drivers hold themselves to be in a transaction although the database has just refused to begin it. The next job
     * would then run in none, and could not be rolled back; so the connection is set right, or closed.
     */
    @Override
    public void begin() throws SQLException {
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
    public void commit() throws SQLException {
        connection.commit();
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // What is committed stays so, and is answered. The next job finds the connection closed, and it is
            // replaced.
            connection.close();
        }
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public Fence fence() throws SQLException {
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
