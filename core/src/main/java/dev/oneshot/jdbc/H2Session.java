package dev.oneshot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * H2's own session behind a connection to a database in this JVM: what JDBC asks by SQL, it answers from a field. It is
 * public, but not part of JDBC, and found at run time, since it may not be there.
 */
final class H2Session {

    private static final String CONNECTION = "org.h2.jdbc.JdbcConnection";
    private static final String LOCAL = "org.h2.engine.SessionLocal";

    private static final boolean NO_DATA_DEFINITION = false;

    private final Object session;
    private final Method isClosed;
    private final Method lock;
    private final Method unlock;
    private final Method setAutoCommit;
    private final Method commit;
    private final Method hasPendingTransaction;
    private final Method setSavepoint;
    private final Method rollbackTo;

    private H2Session(Object session) throws ReflectiveOperationException {
        this.session = session;
        Class<?> type = session.getClass();
        isClosed = type.getMethod("isClosed");
        lock = type.getMethod("lock");
        unlock = type.getMethod("unlock");
        setAutoCommit = type.getMethod("setAutoCommit", boolean.class);
        commit = type.getMethod("commit", boolean.class);
        hasPendingTransaction = type.getMethod("hasPendingTransaction");
        setSavepoint = type.getMethod("setSavepoint");
        rollbackTo = type.getMethod("rollbackTo", setSavepoint.getReturnType());
    }

    /** The session of this connection; null if it is none that we know, or on another machine. */
    static @Nullable H2Session of(Connection connection) {
        try {
            Class<?> type =
                    Class.forName(CONNECTION, false, connection.getClass().getClassLoader());
            Object session = type.getMethod("getSession").invoke(connection.unwrap(type));
            return session.getClass().getName().equals(LOCAL) ? new H2Session(session) : null;
        } catch (ReflectiveOperationException | SQLException e) {
            return null;
        }
    }

    /** Leaves auto-commit mode; false, with nothing done, if the session is closed. */
    boolean begin() throws SQLException {
        if (isClosed()) {
            return false;
        }
        call(setAutoCommit, false);
        return true;
    }

    /**
     * Commits as a statement in auto-commit mode does at its end, and returns to that mode; false, with nothing done, if the
     * session is closed, and its transaction undone.
     */
    boolean commit() throws SQLException {
        call(lock);
        try {
            if (isClosed()) {
                return false;
            }
            call(commit, NO_DATA_DEFINITION);
            call(setAutoCommit, true);
            return true;
        } finally {
            call(unlock);
        }
    }

    /** Returns to auto-commit mode; only where no transaction is open, since none is ended. */
    void returnToAutoCommit() throws SQLException {
        call(setAutoCommit, true);
    }

    private boolean isClosed() throws SQLException {
        return Boolean.TRUE.equals(call(isClosed));
    }

    /** Whether the transaction has changed anything. */
    boolean hasChanges() throws SQLException {
        return Boolean.TRUE.equals(call(hasPendingTransaction));
    }

    /** A mark in the transaction. */
    Object savepoint() throws SQLException {
        Object savepoint = call(setSavepoint);
        if (savepoint == null) {
            throw new SQLException("H2 has set no savepoint");
        }
        return savepoint;
    }

    /** Undoes what was done in the same transaction since that mark. */
    void rollbackTo(Object savepoint) throws SQLException {
        call(rollbackTo, savepoint);
    }

    private @Nullable Object call(Method method, Object... arguments) throws SQLException {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            // H2's own exceptions are unchecked, and carry the one that its driver throws.
            Throwable failure = e.getCause();
            throw failure != null && failure.getCause() instanceof SQLException known
                    ? known
                    : new SQLException(failure);
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }
}
