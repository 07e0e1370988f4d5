package dev.oneshot.jdbc;

import dev.oneshot.worker.Session;
import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One open JDBC connection as its jobs see it. */
final class JdbcSession implements Session<Connection> {

    private static final String SQLITE = "SQLite";
    private static final String POSTGRES = "PostgreSQL";

    private final Connection connection;
    private final Transactions transactions;
    private final StatementCache statements;
    private final Cancellation cancellation;

    private JdbcSession(Connection connection, Transactions transactions) throws SQLException {
        this.connection = connection;
        this.transactions = transactions;
        this.statements = new StatementCache(connection);
        this.cancellation = isA(POSTGRES, connection) ? Cancellation.onPostgres(connection) : Cancellation.BY_STATEMENT;
    }

    static JdbcSession of(Connection connection, boolean readOnly) throws SQLException {
        boolean sqlite = isA(SQLITE, connection);
        if (readOnly && !sqlite) {
            connection.setReadOnly(true);
        }
        if (!sqlite) {
            return new JdbcSession(connection, new StandardTransactions(connection));
        }
        if (readOnly) {
            // The driver takes no setReadOnly once the connection is open.
            execute(connection, "PRAGMA query_only = true");
        }
        return new JdbcSession(connection, new SqliteTransactions(connection, readOnly));
    }

    /** Takes back from a connection for reading what no pool would: others may get it to write with. */
    static void permitWrites(Connection connection) throws SQLException {
        if (isA(SQLITE, connection)) {
            execute(connection, "PRAGMA query_only = false");
        }
    }

    private static boolean isA(String product, Connection connection) throws SQLException {
        return product.equals(connection.getMetaData().getDatabaseProductName());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Connection lend(boolean inTransaction) {
        return Lending.lend(connection, statements, cancellation, inTransaction);
    }

    @Override
    public void reclaim(Connection lent) throws SQLException {
        Lending.of(lent).end();
    }

    @Override
    public void cancel(Connection lent) throws SQLException {
        Lending.of(lent).cancel();
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }
}
