package dev.oneshot.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite's driver takes for granted about auto-commit. While it believes in it, it sends a BEGIN of its own after each
 * statement, to commit what no transaction has committed; in the worker's transaction that only fails, and takes as long as
 * a savepoint. So it is told when the worker begins and ends one, by statements of which the driver knows nothing.
 *
 * <p>Its own methods would execute something. What does not is public, but not part of JDBC, and found at run time, since
 * the driver may not be there; where it is not found, all is as it was, and slower.
 */
final class DriversAutoCommit {

    private static final String CONNECTION = "org.sqlite.SQLiteConnection";

    private final @Nullable Object settings;
    private final @Nullable Method set;

    private DriversAutoCommit(@Nullable Object settings, @Nullable Method set) {
        this.settings = settings;
        this.set = set;
    }

    static DriversAutoCommit of(Connection connection) {
        try {
            Class<?> type =
                    Class.forName(CONNECTION, false, connection.getClass().getClassLoader());
            Object own = connection.unwrap(type);
            Object database = type.getMethod("getDatabase").invoke(own);
            Object config = database.getClass().getMethod("getConfig").invoke(database);
            if (Boolean.TRUE.equals(
                    config.getClass().getMethod("isExplicitReadOnly").invoke(config))) {
                // The driver then ends and begins transactions by itself where it believes in one.
                return new DriversAutoCommit(null, null);
            }
            Object settings = type.getMethod("getConnectionConfig").invoke(own);
            return new DriversAutoCommit(settings, settings.getClass().getMethod("setAutoCommit", boolean.class));
        } catch (ReflectiveOperationException | SQLException e) {
            return new DriversAutoCommit(null, null);
        }
    }

    /** Whether the driver is one that can be told. */
    boolean isTold() {
        return set != null;
    }

    /** Tells the driver that a transaction has begun, or has ended. Nothing is executed. */
    void is(boolean autoCommit) throws SQLException {
        if (set != null) {
            try {
                set.invoke(settings, autoCommit);
            } catch (ReflectiveOperationException e) {
                throw new SQLException(e);
            }
        }
    }
}
