package dev.oneshot.jdbc;

import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.Session;
import java.sql.Connection;
import java.sql.SQLException;

/** One open JDBC connection as its jobs see it. */
final class JdbcSession implements Session<Connection> {

    private final Connection connection;
    private final boolean readOnly;
    private final Dialect dialect;
    private final JdbcTransactions transactions;
    private final StatementCache statements;
    private final boolean definitionCommits;

    private JdbcSession(Connection connection, boolean readOnly, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.readOnly = readOnly;
        this.dialect = dialect;
        this.transactions = dialect.transactions(readOnly);
        this.definitionCommits = connection.getMetaData().dataDefinitionCausesTransactionCommit();
        this.statements = new StatementCache(connection, dialect, definitionCommits);
    }

    static JdbcSession of(Connection connection, boolean readOnly) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        if (readOnly) {
            dialect.forbidWrites();
        }
        return new JdbcSession(connection, readOnly, dialect);
    }

    Connection connection() {
        return connection;
    }

    StatementCache statements() {
        return statements;
    }

    /** Throws if the rule forbids a job to have this executed. */
    void check(String sql, StatementRule rule) throws SQLException {
        rule.check(sql, dialect.settingsCommit());
    }

    /** Throws if the rule forbids a job to set what commits on this database. */
    void checkSetting(String setting, StatementRule rule) throws SQLException {
        if (dialect.settingsCommit()) {
            rule.checkWord(setting);
        }
    }

    @Override
    public Connection lend(JobTransaction transaction) throws SQLException {
        transactions.requireIntact();
        if (readOnly) {
            dialect.beforeRead(transaction);
        }
        return new LentConnection(this, transaction, ruleIn(transaction));
    }

    private StatementRule ruleIn(JobTransaction transaction) {
        if (!definitionCommits) {
            return StatementRule.ANYTHING;
        }
        if (readOnly) {
            return StatementRule.NOT_BY_A_READER;
        }
        return switch (transaction) {
            case SHARED, STATEMENT -> StatementRule.NOT_IN_A_SHARED_TRANSACTION;
            case OWN, NONE -> StatementRule.ANYTHING;
        };
    }

    @Override
    public void returned(Connection lent) throws SQLException {
        if (((LentConnection) lent).transaction() != JobTransaction.NONE) {
            transactions.requireIntact();
            transactions.returned();
            dialect.returned(readOnly);
        }
    }

    @Override
    public void reclaim(Connection lent) throws SQLException {
        ((LentConnection) lent).end();
        if (readOnly) {
            dialect.afterRead();
        }
    }

    @Override
    public void cancel(Connection lent) throws SQLException {
        dialect.cancel(((LentConnection) lent).statements().cancelAll());
    }

    @Override
    public JdbcTransactions transactions() {
        return transactions;
    }
}
