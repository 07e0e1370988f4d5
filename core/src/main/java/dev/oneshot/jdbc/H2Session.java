package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** H2's own session behind a connection to a database in this JVM: what JDBC asks by SQL, it answers from a field. */
final class H2Session {

    private static final String CONNECTION = "org.h2.jdbc.JdbcConnection";

    private static final boolean NO_DATA_DEFINITION = false;

    private final Object session;

    private H2Session(Object session) {
        this.session = session;
    }

    /** The session of this connection; null if it is none that we know, or on another machine. */
    static @Nullable H2Session of(Connection connection) {
        try {
            Class<?> type =
                    Class.forName(CONNECTION, false, connection.getClass().getClassLoader());
            Object session = type.getMethod("getSession").invoke(connection.unwrap(type));
            return H2Calls.isSession(session) ? new H2Session(session) : null;
        } catch (ReflectiveOperationException | SQLException | LinkageError e) {
            return null;
        }
    }

    /** Leaves auto-commit mode; false, with nothing done, if the session is closed. */
    boolean begin() throws SQLException {
        if (H2Calls.isClosed(session)) {
            return false;
        }
        H2Calls.setAutoCommit(session, false);
        return true;
    }

    /**
     * Commits as a statement in auto-commit mode does at its end, and returns to that mode; false, with nothing done, if the
     * session is closed, and its transaction undone.
     */
    boolean commit() throws SQLException {
        H2Calls.lock(session);
        try {
            if (H2Calls.isClosed(session)) {
                return false;
            }
            H2Calls.commit(session, NO_DATA_DEFINITION);
            H2Calls.setAutoCommit(session, true);
            return true;
        } finally {
            H2Calls.unlock(session);
        }
    }

    /** Returns to auto-commit mode; only where no transaction is open, since none is ended. */
    void returnToAutoCommit() throws SQLException {
        H2Calls.setAutoCommit(session, true);
    }

    /** Whether the transaction has changed anything. */
    boolean hasChanges() throws SQLException {
        return H2Calls.hasPendingTransaction(session);
    }

    /** A mark in the transaction. */
    Object savepoint() throws SQLException {
        return H2Calls.setSavepoint(session);
    }

    /** Undoes what was done in the same transaction since that mark. */
    void rollbackTo(Object savepoint) throws SQLException {
        H2Calls.rollbackTo(session, savepoint);
    }
}
