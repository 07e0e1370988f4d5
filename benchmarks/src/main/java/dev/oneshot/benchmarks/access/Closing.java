package dev.oneshot.benchmarks.access;

import java.sql.SQLException;

/** Closes a connection that may be one to a database. */
final class Closing {

    private Closing() {}

    static void close(Object connection) throws SQLException {
        if (connection instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (SQLException e) {
                throw e;
            } catch (Exception e) {
                throw new SQLException(e);
            }
        }
    }
}
