package dev.oneshot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's driver offers beyond JDBC, on one connection. It is found at run time, since it may not be there. */
final class PostgresDriver {

    private static final String CONNECTION = "org.postgresql.PGConnection";
    private static final String AUTOSAVE = "org.postgresql.jdbc.AutoSave";

    private final @Nullable Object driver;
    private final @Nullable Method cancelQuery;
    private final @Nullable Method transactionState;
    private final @Nullable Method autosave;
    private final @Nullable Method setAutosave;
    private final @Nullable Object always;
    private final @Nullable Object never;

    PostgresDriver(Connection connection) {
        driver = driverOf(connection);
        cancelQuery = methodOf("cancelQuery");
        transactionState = methodOf("getTransactionState");
        Class<?> autosaves = autosaves();
        autosave = methodOf("getAutosave");
        setAutosave = autosaves == null ? null : methodOf("setAutosave", autosaves);
        always = valueOf(autosaves, "ALWAYS");
        never = valueOf(autosaves, "NEVER");
    }

    /** Asks the server to give up what it executes, as often as wanted; false if the driver cannot. */
    boolean cancelQuery() throws SQLException {
        if (cancelQuery == null) {
            return false;
        }
        call(cancelQuery);
        return true;
    }

    /** {@code IDLE}, {@code OPEN} or {@code FAILED}, as the server has last said; null if the driver does not tell. */
    @Nullable String transactionState() throws SQLException {
        return transactionState == null ? null : String.valueOf(call(transactionState));
    }

    /** Whether the server has said that no transaction is open. */
    boolean isIdle() throws SQLException {
        return "IDLE".equals(transactionState());
    }

    /** Whether the driver sets savepoints when it is told to, and has not been told by anybody. */
    boolean canSetSavepoints() throws SQLException {
        return transactionState != null
                && setAutosave != null
                && autosave != null
                && never != null
                && always != null
                && call(autosave) == never;
    }

    /** From now on the driver sends a savepoint along with each statement, or none. */
    void setSavepoints(boolean on) throws SQLException {
        if (setAutosave != null) {
            call(setAutosave, on ? always : never);
        }
    }

    private @Nullable Object call(Method method, @Nullable Object... arguments) throws SQLException {
        try {
            return method.invoke(driver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }

    private static @Nullable Object driverOf(Connection connection) {
        try {
            return connection.unwrap(
                    Class.forName(CONNECTION, false, connection.getClass().getClassLoader()));
        } catch (ClassNotFoundException | SQLException e) {
            return null;
        }
    }

    private @Nullable Class<?> autosaves() {
        try {
            return driver == null
                    ? null
                    : Class.forName(AUTOSAVE, true, driver.getClass().getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private @Nullable Method methodOf(String name, Class<?>... parameters) {
        try {
            return driver == null ? null : driver.getClass().getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static @Nullable Object valueOf(@Nullable Class<?> type, String name) {
        if (type != null) {
            for (Object value : type.getEnumConstants()) {
                if (((Enum<?>) value).name().equals(name)) {
                    return value;
                }
            }
        }
        return null;
    }
}
