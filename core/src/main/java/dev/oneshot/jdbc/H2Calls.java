package dev.oneshot.jdbc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;

/**
 * The methods of H2's own session, {@code org.h2.engine.SessionLocal}: public, but not part of JDBC, and found at run time,
 * since they may not be there. Each is a constant, which the JVM compiles as if it were called by its name.
 *
 * <p>Where H2 is unknown, or another one than expected, this class cannot be initialized.
 */
final class H2Calls {

    private static final Class<?> SESSION = session();

    private static final MethodHandle IS_CLOSED = handle("isClosed", boolean.class);
    private static final MethodHandle LOCK = handle("lock", void.class);
    private static final MethodHandle UNLOCK = handle("unlock", void.class);
    private static final MethodHandle SET_AUTO_COMMIT = handle("setAutoCommit", void.class, boolean.class);
    private static final MethodHandle COMMIT = handle("commit", void.class, boolean.class);
    private static final MethodHandle HAS_PENDING_TRANSACTION = handle("hasPendingTransaction", boolean.class);
    private static final MethodHandle SET_SAVEPOINT = savepoint("setSavepoint", Object.class);
    private static final MethodHandle ROLLBACK_TO = savepoint("rollbackTo", void.class, Object.class);

    private H2Calls() {}

    /** Whether this is such a session. */
    static boolean isSession(Object candidate) {
        return candidate.getClass() == SESSION;
    }

    static boolean isClosed(Object session) throws SQLException {
        try {
            return (boolean) IS_CLOSED.invokeExact(session);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    static void lock(Object session) throws SQLException {
        try {
            LOCK.invokeExact(session);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    static void unlock(Object session) throws SQLException {
        try {
            UNLOCK.invokeExact(session);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    static void setAutoCommit(Object session, boolean on) throws SQLException {
        try {
            SET_AUTO_COMMIT.invokeExact(session, on);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    static void commit(Object session, boolean dataDefinition) throws SQLException {
        try {
            COMMIT.invokeExact(session, dataDefinition);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    static boolean hasPendingTransaction(Object session) throws SQLException {
        try {
            return (boolean) HAS_PENDING_TRANSACTION.invokeExact(session);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    static Object setSavepoint(Object session) throws SQLException {
        try {
            return (Object) SET_SAVEPOINT.invokeExact(session);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    static void rollbackTo(Object session, Object savepoint) throws SQLException {
        try {
            ROLLBACK_TO.invokeExact(session, savepoint);
        } catch (Throwable failure) {
            throw known(failure);
        }
    }

    /** H2's own exceptions are unchecked, and carry the one that its driver throws. */
    private static SQLException known(Throwable failure) {
        return failure.getCause() instanceof SQLException known ? known : new SQLException(failure);
    }

    private static Class<?> session() {
        return find("org.h2.engine.SessionLocal");
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, H2Calls.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle handle(String name, Class<?> result, Class<?>... parameters) {
        return handle(name, MethodType.methodType(result, parameters), MethodType.methodType(result, parameters));
    }

    /** The handle of a method with a savepoint in its type, where the caller has any object. */
    private static MethodHandle savepoint(String name, Class<?> result, Class<?>... parameters) {
        Class<?> savepoint = find("org.h2.engine.SessionLocal$Savepoint");
        MethodType asCalled = MethodType.methodType(result, parameters);
        MethodType asDeclared = asCalled;
        for (int i = 0; i < parameters.length; i++) {
            asDeclared = asDeclared.changeParameterType(i, savepoint);
        }
        return handle(name, result == Object.class ? asDeclared.changeReturnType(savepoint) : asDeclared, asCalled);
    }

    private static MethodHandle handle(String name, MethodType asDeclared, MethodType asCalled) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(SESSION, name, asDeclared)
                    .asType(asCalled.insertParameterTypes(0, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
