package dev.oneshot.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worker's connection in the hands of one job.
 *
 * <p>It remembers the statements that the job opens and closes them at the end; from then on it refuses every use, so
 * that a job that kept the connection finds out instead of reading another job's transaction. Used by the worker's
 * thread; a job may pass it to other threads as long as only one uses it at a time.
 */
final class Lending implements InvocationHandler {

    /** When the list of statements has grown by as many, those closed by the job are dropped from it. */
    private static final int SWEEP_INTERVAL = 64;

    private final Connection connection;
    private final List<Statement> statements = new ArrayList<>();
    private int sweepAt = SWEEP_INTERVAL;
    private volatile boolean ended;

    private Lending(Connection connection) {
        this.connection = connection;
    }

    static Connection lend(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Lending.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lending(connection));
    }

    /** Ends the lending, closes what the job left open, and gives the connection back. May be called again. */
    static Connection end(Connection lent) throws SQLException {
        Lending lending = (Lending) Proxy.getInvocationHandler(lent);
        lending.closeAll();
        return lending.connection;
    }

    @Override
    public @Nullable Object invoke(Object lent, Method method, Object @Nullable [] arguments) throws Throwable {
        int count = arguments == null ? 0 : arguments.length;
        return switch (method.getName()) {
            case "toString" -> (ended ? "ended lending of " : "lending of ") + connection;
            case "hashCode" -> System.identityHashCode(lent);
            case "equals" -> arguments != null && lent == arguments[0];
            case "close" -> {
                closeAll();
                yield null;
            }
            case "isClosed" -> ended || connection.isClosed();
            case "isValid" -> !ended && connection.isValid(arguments == null ? 0 : (Integer) arguments[0]);
            case "unwrap" -> unwrap(lent, arguments);
            case "commit" -> throw workersBusiness("commit");
            case "rollback" -> {
                if (count == 0) {
                    throw workersBusiness("roll back");
                }
                yield delegate(method, arguments);
            }
            case "setAutoCommit" -> {
                requireNotEnded();
                if (arguments != null && Boolean.TRUE.equals(arguments[0])) {
                    throw workersBusiness("switch to auto-commit");
                }
                yield null;
            }
            case "createStatement", "prepareStatement", "prepareCall" -> {
                Object statement = delegate(method, arguments);
                if (statement instanceof Statement opened) {
                    remember(opened);
                }
                yield statement;
            }
            default -> delegate(method, arguments);
        };
    }

    private @Nullable Object unwrap(Object lent, Object @Nullable [] arguments) throws SQLException {
        requireNotEnded();
        Class<?> type = (Class<?>) (arguments == null ? Connection.class : arguments[0]);
        if (type.isInstance(lent)) {
            return lent;
        }
        return type.isInstance(connection) ? connection : connection.unwrap(type);
    }

    private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
        requireNotEnded();
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void requireNotEnded() throws SQLException {
        if (ended) {
            throw new SQLException("this connection was lent to a job that has ended, or has closed it; "
                    + "a job must not keep its connection");
        }
    }

    private SQLException workersBusiness(String what) throws SQLException {
        requireNotEnded();
        return new SQLException("a job cannot " + what + " by itself: the worker commits when the job returns and rolls"
                + " back when it throws");
    }

    private void remember(Statement statement) throws SQLException {
        if (statements.size() >= sweepAt) {
            List<Statement> open = new ArrayList<>();
            for (Statement known : statements) {
                if (!known.isClosed()) {
                    open.add(known);
                }
            }
            statements.clear();
            statements.addAll(open);
            sweepAt = open.size() + SWEEP_INTERVAL;
        }
        statements.add(statement);
    }

    private void closeAll() throws SQLException {
        ended = true;
        SQLException first = null;
        for (Statement statement : statements) {
            try {
                statement.close();
            } catch (SQLException e) {
                first = first == null ? e : first;
            }
        }
        statements.clear();
        if (first != null) {
            throw first;
        }
    }
}
