package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** SQLite. Its driver takes no {@code setReadOnly} once the connection is open. */
final class SqliteDialect extends Dialect {

    SqliteDialect(Connection connection) {
        super(connection);
    }

    @Override
    JdbcTransactions transactions(boolean readOnly) throws SQLException {
        return new SqliteTransactions(connection, readOnly);
    }

    /** The driver knows nothing of a transaction that was begun by a statement, as the worker's are. */
    @Override
    void rollback() throws SQLException {
        SqliteTransactions.unlessOver(() -> execute("ROLLBACK"));
        if (!connection.getAutoCommit()) {
            SqliteTransactions.unlessOver(() -> connection.setAutoCommit(true));
        }
    }

    @Override
    void forbidWrites() throws SQLException {
        execute("PRAGMA query_only = true");
    }

    @Override
    void permitWrites() throws SQLException {
        execute("PRAGMA query_only = false");
    }
}
