package dev.oneshot.jdbc;

import java.io.IOException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Set;

/** How far a statement has come that PostgreSQL's driver reports as failed. */
final class PostgresFailure {

    private static final String BAD_PARAMETER = "22023";

    /** A parameter is missing or cannot be sent, the method is none of this statement's, the statement is closed. */
    private static final Set<String> NOT_SENT = Set.of(BAD_PARAMETER, "42809", "55000");

    /** It was executed, and returned rows where none were expected, or none where some were. */
    private static final Set<String> UNEXPECTED_RESULT = Set.of("02000", "0100E");

    private static final String ABORTED = "25P02";

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

    /** Of a failure that is the driver's own: whether the server has seen nothing, not even a savepoint. */
    static boolean wasNotSent(SQLException failure) {
        return hasOneOf(NOT_SENT, failure) && failure.getCause() == null;
    }

    /** Of a failure that is the driver's own: whether the server has the savepoint nevertheless. */
    static boolean hasSavepoint(SQLException failure) {
        return hasOneOf(UNEXPECTED_RESULT, failure) || isOfStream(failure);
    }

    /** A parameter's stream has failed while it was sent, with the savepoint before it: the statement is not executed. */
    private static boolean isOfStream(SQLException failure) {
        return BAD_PARAMETER.equals(failure.getSQLState()) && failure.getCause() instanceof IOException;
    }

    private static boolean hasOneOf(Set<String> states, SQLException failure) {
        return failure.getSQLState() != null && states.contains(failure.getSQLState());
    }

    /**
     * Whether all that the driver did around the statement has succeeded. Otherwise the failure of the savepoint, or of the
     * way back to it, comes with that of the statement, whatever it is.
     */
    static boolean isAlone(SQLException failure) {
        return failure.getNextException() == null && !ABORTED.equals(failure.getSQLState());
    }
}
