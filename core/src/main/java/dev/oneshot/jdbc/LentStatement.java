package dev.oneshot.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A cached prepared statement in the hands of one job: {@code close()} gives it back to the cache instead of closing it.
 *
 * <p>A job that changed more than parameters (a time-out, the fetch size, a batch) does not leave that to the next one:
 * such a statement is really closed. So is one whose rows nobody asked for, which would hold its locks beyond the job.
 * Used by one thread at a time; {@code cancel} by any.
 */
final class LentStatement implements InvocationHandler {

    private final String sql;
    private final PreparedStatement statement;
    private final StatementCache cache;
    private final Connection lender;
    private @Nullable ResultSet results;
    private boolean changed;
    private boolean closed;

    private LentStatement(String sql, PreparedStatement statement, StatementCache cache, Connection lender) {
        this.sql = sql;
        this.statement = statement;
        this.cache = cache;
        this.lender = lender;
    }

    static PreparedStatement lend(String sql, StatementCache cache, Connection lender) throws SQLException {
        return (PreparedStatement) Proxy.newProxyInstance(
                LentStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                new LentStatement(sql, cache.take(sql), cache, lender));
    }

    @Override
    public @Nullable Object invoke(Object lent, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                close();
                return null;
            }
            case "isClosed" -> {
                return closed || statement.isClosed();
            }
            case "getConnection" -> {
                return lender;
            }
            case "toString" -> {
                return "lent " + statement;
            }
            case "hashCode" -> {
                return System.identityHashCode(lent);
            }
            case "equals" -> {
                return arguments != null && lent == arguments[0];
            }
            default -> {
                return delegate(method, arguments);
            }
        }
    }

    private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
        if (closed) {
            throw new SQLException("this statement is closed: " + sql);
        }
        changed |= changesMoreThanParameters(method);
        try {
            Object answer = method.invoke(statement, arguments);
            if (answer instanceof ResultSet opened) {
                results = opened;
            }
            changed |= Boolean.TRUE.equals(answer) && method.getName().equals("execute");
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The setters of PreparedStatement set parameters; those that it has from Statement set what would stay. */
    private static boolean changesMoreThanParameters(Method method) {
        String name = method.getName();
        return name.endsWith("Batch")
                || (method.getDeclaringClass() == Statement.class
                        && (name.startsWith("set") || name.equals("closeOnCompletion")));
    }

    private void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        if (changed || statement.isClosed()) {
            statement.close();
            return;
        }
        ResultSet open = results;
        if (open != null) {
            open.close();
        }
        cache.putBack(sql, statement);
    }
}
