package dev.oneshot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL. What its driver offers beyond JDBC is found at run time, since it may not be there.
 *
 * <p>A statement that fails aborts its transaction, and the commit of an aborted transaction is a rollback that the driver
 * takes for a success. So a job that has hidden a failure is found out when it returns.
 */
final class PostgresDialect extends Dialect {

    private static final String ABORTED = "25P02";

    private final @Nullable Object driver;
    private final @Nullable Method cancelQuery;
    private final @Nullable Method transactionState;

    PostgresDialect(Connection connection) {
        super(connection);
        driver = driverOf(connection);
        cancelQuery = methodOf(driver, "cancelQuery");
        transactionState = methodOf(driver, "getTransactionState");
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
        if (transactionState == null) {
            // Refused if the transaction is aborted.
            execute("SELECT 1");
        } else if ("FAILED".equals(String.valueOf(call(transactionState)))) {
            throw new SQLException(
                    "current transaction is aborted: the job took no notice of a statement that had failed", ABORTED);
        }
    }

    /**
     * The driver's {@code Statement.cancel()} acts once per execution, which is in vain if the server has not yet begun; its
     * connection's can be repeated.
     */
    @Override
    void cancel(List<Statement> open) throws SQLException {
        if (cancelQuery == null) {
            super.cancel(open);
        } else if (!open.isEmpty()) {
            call(cancelQuery);
        }
    }

    private @Nullable Object call(Method method) throws SQLException {
        try {
            return method.invoke(driver);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }

    private static @Nullable Object driverOf(Connection connection) {
        try {
            return connection.unwrap(Class.forName(
                    "org.postgresql.PGConnection", false, connection.getClass().getClassLoader()));
        } catch (ClassNotFoundException | SQLException e) {
            return null;
        }
    }

    private static @Nullable Method methodOf(@Nullable Object driver, String name) {
        try {
            return driver == null ? null : driver.getClass().getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
