package dev.oneshot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A way to have a database give up what one connection does. Called by any thread, while the connection is in use. */
@FunctionalInterface
interface Cancellation {

    /** The way of JDBC. */
    Cancellation BY_STATEMENT = open -> {
        for (Statement statement : open) {
            if (!statement.isClosed()) {
                statement.cancel();
            }
        }
    };

    /** Returns when the request has been delivered, so that it cannot hit what is executed afterwards. */
    void cancel(List<Statement> open) throws SQLException;

    /**
     * The way of PostgreSQL's driver. Its {@code Statement.cancel()} acts only once per execution, which is in vain when the
     * server has not yet begun; this can be repeated. Its API is found at run time, since it may not be there.
     */
    static Cancellation onPostgres(Connection connection) {
        try {
            Class<?> type = Class.forName(
                    "org.postgresql.PGConnection", false, connection.getClass().getClassLoader());
            Method cancelQuery = type.getMethod("cancelQuery");
            Object driver = connection.unwrap(type);
            return open -> {
                if (!open.isEmpty()) {
                    call(cancelQuery, driver);
                }
            };
        } catch (ReflectiveOperationException | SQLException e) {
            return BY_STATEMENT;
        }
    }

    private static void call(Method method, Object target) throws SQLException {
        try {
            method.invoke(target);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }
}
