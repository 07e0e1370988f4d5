package dev.oneshot.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A statement in the hands of one job. Where it is a prepared one that the worker keeps, {@code close()} gives it back to
 * the cache instead of closing it.
 *
 * <p>A job that changed more than parameters (a time-out, the fetch size, a batch) does not leave that to the next one:
 * such a statement is really closed. So is one whose rows nobody asked for, which would hold its locks beyond the job.
 * Used by one thread at a time; {@link #addToCancelled} by any.
 */
final class LentStatement implements InvocationHandler {

    /**
     * Drivers tend to lose a cancellation that meets the first moment of an execution, and to take no second one for it. So
     * it is kept away for as long, and comes again.
     */
    private static final long SPARED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** SQLState of a statement that was cancelled. */
    private static final String CANCELLED = "57014";

    private final Statement statement;
    private final Connection lender;
    private final OpenStatements siblings;
    private final StatementCache cache;

    /** Under what the statement is kept; null if it is not. */
    private final @Nullable String sql;

    private @Nullable ResultSet results;
    private boolean changed;
    private volatile boolean closed;
    private volatile @Nullable Long executesSince;

    LentStatement(
            Statement statement,
            Connection lender,
            OpenStatements siblings,
            StatementCache cache,
            @Nullable String sql) {
        this.statement = statement;
        this.lender = lender;
        this.siblings = siblings;
        this.cache = cache;
        this.sql = sql;
    }

    @Override
    public @Nullable Object invoke(Object lent, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                close();
                return null;
            }
            case "isClosed" -> {
                return isClosed();
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
                return method.getName().startsWith("execute")
                        ? execute(method, arguments)
                        : delegate(method, arguments);
            }
        }
    }

    /** Adds the statement to those that are to be cancelled now, unless it is closed or has just begun. */
    void addToCancelled(List<Statement> open) {
        Long since = executesSince;
        if (!closed && (since == null || System.nanoTime() - since > SPARED_NANOS)) {
            open.add(statement);
        }
    }

    private @Nullable Object execute(Method method, Object @Nullable [] arguments) throws Throwable {
        executesSince = System.nanoTime();
        try {
            // ORDERING: asked after the beginning was noted; a cancellation does the two the other way round.
            if (siblings.isCancelled()) {
                throw new SQLException("the job was cancelled: its time is over, or its caller has gone", CANCELLED);
            }
            Object answer = delegate(method, arguments);
            changed |= Boolean.TRUE.equals(answer) && method.getName().equals("execute");
            return answer;
        } finally {
            executesSince = null;
        }
    }

    private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
        if (closed) {
            throw new SQLException("this statement is closed: " + (sql == null ? statement : sql));
        }
        if (arguments != null && arguments[0] instanceof String text && takesSql(method)) {
            siblings.requireAllowed(text);
        }
        changed |= changesMoreThanParameters(method);
        try {
            Object answer = method.invoke(statement, arguments);
            if (answer instanceof ResultSet opened) {
                results = opened;
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static boolean takesSql(Method method) {
        return method.getName().startsWith("execute") || method.getName().equals("addBatch");
    }

    /** The setters of PreparedStatement set parameters; those that it has from Statement set what would stay. */
    private static boolean changesMoreThanParameters(Method method) {
        String name = method.getName();
        return name.endsWith("Batch")
                || (method.getDeclaringClass() == Statement.class
                        && (name.startsWith("set") || name.equals("closeOnCompletion")));
    }

    boolean isClosed() throws SQLException {
        return closed || statement.isClosed();
    }

    void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        ResultSet open = results;
        if (sql == null || changed || (open != null && !cache.keepsQueries()) || statement.isClosed()) {
            statement.close();
            return;
        }
        if (open != null) {
            open.close();
        }
        cache.putBack(sql, (PreparedStatement) statement);
    }
}
