package dev.oneshot.jdbc;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a statement that has neither parameters nor rows, such as BEGIN, by what SQLite does for it: a step and a
 * reset. Its driver does six things more, and after a BEGIN tries another one.
 *
 * <p>What the driver executes by is public, but not part of JDBC, and found at run time, since it may not be there.
 */
final class SqliteSteps {

    private static final String CONNECTION = "org.sqlite.SQLiteConnection";
    private static final String STATEMENT = "org.sqlite.core.CoreStatement";
    private static final String POINTER = "org.sqlite.core.SafeStmtPtr";
    private static final String DATABASE = "org.sqlite.core.DB";
    private static final int DONE = 101;

    private final Object database;
    private final Class<?> statementType;
    private final Field pointer;
    private final Method run;
    private final Method step;
    private final Method reset;
    private final Method fail;
    private final Object stepAndReset;

    private SqliteSteps(Connection connection) throws ReflectiveOperationException, SQLException {
        ClassLoader driver = connection.getClass().getClassLoader();
        Class<?> type = Class.forName(CONNECTION, false, driver);
        database = type.getMethod("getDatabase").invoke(connection.unwrap(type));
        Class<?> databaseType = Class.forName(DATABASE, false, driver);
        Class<?> function = Class.forName(POINTER + "$SafePtrIntFunction", false, driver);
        statementType = Class.forName(STATEMENT, false, driver);
        pointer = statementType.getField("pointer");
        run = Class.forName(POINTER, false, driver).getMethod("safeRunInt", function);
        step = databaseType.getMethod("step", long.class);
        reset = databaseType.getMethod("reset", long.class);
        fail = databaseType.getMethod("throwex", int.class);
        stepAndReset = Proxy.newProxyInstance(
                function.getClassLoader(),
                new Class<?>[] {function},
                (self, method, arguments) -> stepAndReset(arguments[0], arguments[1]));
    }

    /** Null if the driver is not one that we know. */
    static @Nullable SqliteSteps of(Connection connection) {
        try {
            return new SqliteSteps(connection);
        } catch (ReflectiveOperationException | SQLException e) {
            return null;
        }
    }

    /** Executes the statement to its end. */
    void execute(PreparedStatement statement) throws SQLException {
        try {
            Object result = run.invoke(pointer.get(statement.unwrap(statementType)), stepAndReset);
            if (!(result instanceof Integer code) || code != DONE) {
                fail.invoke(database, result);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }

    private @Nullable Object stepAndReset(Object database, Object address) throws Throwable {
        try {
            Object result = step.invoke(database, address);
            reset.invoke(database, address);
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
