package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges by a failure whether a JDBC connection is beyond use. */
final class Breakage {

    /** SQLState class of connection exceptions, by the SQL standard. */
    private static final String CONNECTION_EXCEPTION = "08";

    /** PostgreSQL: terminated by an administrator, crash of another session, cannot connect now. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03");

    /** Deeper chains of causes than this are taken for loops. */
    private static final int MAX_DEPTH = 32;

    private Breakage() {}

    static boolean of(Connection connection, Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof SQLException sql && tellsOfBreakage(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return isClosed(connection);
    }

    private static boolean tellsOfBreakage(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (state != null && (state.startsWith(CONNECTION_EXCEPTION) || SERVER_GONE.contains(state)));
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
