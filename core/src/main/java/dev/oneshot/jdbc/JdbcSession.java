package dev.oneshot.jdbc;

import dev.oneshot.worker.Session;
import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.SQLException;

/** One open JDBC connection as its jobs see it. */
final class JdbcSession implements Session<Connection> {

    private final Connection connection;
    private final boolean readOnly;
    private final Dialect dialect;
    private final Transactions transactions;
    private final StatementCache statements;

    private JdbcSession(Connection connection, boolean readOnly, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.readOnly = readOnly;
        this.dialect = dialect;
        this.transactions = dialect.transactions(readOnly);
        this.statements = new StatementCache(connection);
    }

    static JdbcSession of(Connection connection, boolean readOnly) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        if (readOnly) {
            dialect.forbidWrites();
        }
        return new JdbcSession(connection, readOnly, dialect);
    }

    @Override
    public Connection lend(boolean inTransaction) throws SQLException {
        if (readOnly) {
            dialect.beforeRead(inTransaction);
        }
        return Lending.lend(connection, statements, dialect::cancel, inTransaction);
    }

    @Override
    public void returned(Connection lent) throws SQLException {
        if (Lending.of(lent).inTransaction()) {
            dialect.returned(readOnly);
        }
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
