package dev.oneshot.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A way to have a database give up what one connection does. Called by any thread, while the connection is in use. */
@FunctionalInterface
interface Cancellation {

    /** Returns when the request has been delivered, so that it cannot hit what is executed afterwards. */
    void cancel(List<Statement> open) throws SQLException;
}
