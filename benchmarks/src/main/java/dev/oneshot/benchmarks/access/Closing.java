package dev.oneshot.benchmarks.access;

import java.sql.Connection;
import java.sql.SQLException;

/** Closes a connection that may be one to a database. */
final class Closing {

    private Closing() {}

    static void close(Object connection) throws SQLException {
        if (connection instanceof Connection jdbc) {
            jdbc.close();
        }
    }
}
