package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * PostgreSQL.
 *
 * <p>A statement that fails aborts its transaction, and the commit of an aborted transaction is a rollback that the driver
 * takes for a success. So a job that has hidden a failure is found out when it returns.
 */
final class PostgresDialect extends Dialect {

    private final PostgresDriver driver;

    PostgresDialect(Connection connection) {
        super(connection);
        driver = new PostgresDriver(connection);
    }

    @Override
    JdbcTransactions transactions(boolean readOnly) throws SQLException {
        return new PostgresTransactions(connection, driver);
    }

    @Override
    void forbidWrites() throws SQLException {
        super.forbidWrites();
        // The driver sees to transactions, but not to statements outside of any.
        execute("SET default_transaction_read_only = on");
    }

    @Override
    void permitWrites() throws SQLException {
        execute("RESET default_transaction_read_only");
    }

    @Override
    void returned(boolean readOnly) throws SQLException {
        String state = driver.transactionState();
        if (state == null) {
            // Refused if the transaction is aborted.
            execute("SELECT 1");
        } else if (state.equals(PostgresTransactions.FAILED)) {
            throw PostgresTransactions.aborted("the job took no notice of a statement that had failed");
        }
    }

    /**
     * The driver's {@code Statement.cancel()} acts once per execution, which is in vain if the server has not yet begun; its
     * connection's can be repeated.
     */
    @Override
    void cancel(List<Statement> open) throws SQLException {
        if (!open.isEmpty() && !driver.cancelQuery()) {
            super.cancel(open);
        }
    }
}
