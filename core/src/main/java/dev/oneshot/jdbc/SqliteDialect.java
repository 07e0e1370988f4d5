package dev.oneshot.jdbc;

import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.SQLException;

/** SQLite. Its driver takes no {@code setReadOnly} once the connection is open. */
final class SqliteDialect extends Dialect {

    SqliteDialect(Connection connection) {
        super(connection);
    }

    @Override
    Transactions transactions(boolean readOnly) throws SQLException {
        return new SqliteTransactions(connection, readOnly);
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
