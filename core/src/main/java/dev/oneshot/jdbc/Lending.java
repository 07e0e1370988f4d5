package dev.oneshot.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The worker's connection in the hands of one job.
 *
 * <p>It remembers the statements that the job opens and closes them at the end; from then on it refuses every use, so
 * that a job that kept the connection finds out instead of reading in another job's transaction. In a transaction of the
 * worker it also refuses to commit. One thread at a time may use it; {@link #cancel} may be called by any.
 */
final class Lending implements InvocationHandler {

    private final Connection connection;
    private final StatementCache cache;
    private final boolean inTransaction;
    private final OpenStatements statements;
    private volatile boolean ended;

    private Lending(Connection connection, StatementCache cache, OpenStatements statements, boolean inTransaction) {
        this.connection = connection;
        this.cache = cache;
        this.statements = statements;
        this.inTransaction = inTransaction;
    }

    static Connection lend(
            Connection connection, StatementCache cache, OpenStatements statements, boolean inTransaction) {
        return (Connection) Proxy.newProxyInstance(
                Lending.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Lending(connection, cache, statements, inTransaction));
    }

    /** The lending behind a connection that was lent. */
    static Lending of(Connection lent) {
        return (Lending) Proxy.getInvocationHandler(lent);
    }

    boolean inTransaction() {
        return inTransaction;
    }

    /** Closes what the job left open; the connection is of no use to the job any more. May be called again. */
    void end() throws SQLException {
        ended = true;
        statements.closeAll();
        if (statements.isCancelled()) {
            // A cancellation may have reached a statement that the job had just put back.
            cache.clear();
        }
        if (!inTransaction && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Cancels whatever statement runs, and refuses to run another. */
    void cancel() throws SQLException {
        statements.cancelAll();
    }

    @Override
    public @Nullable Object invoke(Object lent, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "toString" -> (ended ? "ended lending of " : "lending of ") + connection;
            case "hashCode" -> System.identityHashCode(lent);
            case "equals" -> arguments != null && lent == arguments[0];
            case "close" -> {
                end();
                yield null;
            }
            case "isClosed" -> ended || connection.isClosed();
            case "isValid" -> !ended && connection.isValid(arguments == null ? 0 : (Integer) arguments[0]);
            case "unwrap" -> unwrap(lent, arguments);
            case "createStatement", "prepareStatement", "prepareCall" -> open((Connection) lent, method, arguments);
            default -> inTransaction ? insideTransaction(method, arguments) : delegate(method, arguments);
        };
    }

    private @Nullable Object insideTransaction(Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getAutoCommit" -> {
                requireNotEnded();
                yield false;
            }
            case "setAutoCommit" -> {
                requireNotEnded();
                if (arguments != null && Boolean.TRUE.equals(arguments[0])) {
                    throw workersBusiness("switch to auto-commit");
                }
                yield null;
            }
            case "commit" -> throw workersBusiness("commit");
            case "rollback" -> {
                if (arguments == null) {
                    throw workersBusiness("roll back");
                }
                yield delegate(method, arguments);
            }
            default -> delegate(method, arguments);
        };
    }

    private @Nullable Object open(Connection lent, Method method, Object @Nullable [] arguments) throws Throwable {
        requireNotEnded();
        if (arguments != null && arguments[0] instanceof String text) {
            statements.requireAllowed(text);
        }
        String sql = method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1
                ? (String) arguments[0]
                : null;
        Statement statement = sql == null ? (Statement) delegate(method, arguments) : cache.take(sql);
        if (statement == null) {
            return null;
        }
        LentStatement opened = new LentStatement(statement, lent, statements, cache, sql);
        statements.opened(opened);
        return Proxy.newProxyInstance(
                LentStatement.class.getClassLoader(), new Class<?>[] {method.getReturnType()}, opened);
    }

    private @Nullable Object unwrap(Object lent, Object @Nullable [] arguments) throws SQLException {
        requireNotEnded();
        Class<?> type = arguments == null ? Connection.class : (Class<?>) arguments[0];
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
                + " back when it throws; a job with JobTransaction.NONE may do as it likes");
    }
}
