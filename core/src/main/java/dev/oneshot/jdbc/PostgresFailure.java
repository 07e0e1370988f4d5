package dev.oneshot.jdbc;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Set;

/** How far a statement has come that PostgreSQL's driver reports as failed. */
final class PostgresFailure {

    /** A parameter is missing or cannot be sent, the method is none of this statement's, the statement is closed. */
    private static final Set<String> NOT_SENT = Set.of("22023", "42809", "55000");

    /** It was executed, and returned rows where none were expected, or none where some were. */
    private static final Set<String> UNEXPECTED_RESULT = Set.of("02000", "0100E");

    private PostgresFailure() {}

    /** Whether it is the server that has refused the statement. */
    static boolean isOfServer(SQLException failure) {
        try {
            Method message = failure.getClass().getMethod("getServerErrorMessage");
            return message.invoke(failure) != null;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Of a failure that is the driver's own: whether the server has not seen the statement. */
    static boolean wasNotSent(SQLException failure) {
        return hasOneOf(NOT_SENT, failure);
    }

    /** Of a failure that is the driver's own: whether the server has executed the statement nevertheless. */
    static boolean wasExecuted(SQLException failure) {
        return hasOneOf(UNEXPECTED_RESULT, failure);
    }

    private static boolean hasOneOf(Set<String> states, SQLException failure) {
        return failure.getSQLState() != null && states.contains(failure.getSQLState());
    }

    /** Whether this failure, or one that came with it, has that state. */
    static boolean hasState(SQLException failure, String state) {
        for (SQLException next = failure; next != null; next = next.getNextException()) {
            if (state.equals(next.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
