package dev.oneshot.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import org.jspecify.annotations.Nullable;

/**
 * A call of a stored procedure in the hands of one job: a prepared statement, and beyond that what a call has of its own,
 * which the driver does. By reflection: calls are rare, and far from cheap.
 */
final class LentCall implements InvocationHandler {

    private final CallableStatement call;
    private final LentPreparedStatement prepared;

    private LentCall(CallableStatement call, LentPreparedStatement prepared) {
        this.call = call;
        this.prepared = prepared;
    }

    static CallableStatement of(CallableStatement call, LentPreparedStatement prepared) {
        return (CallableStatement) Proxy.newProxyInstance(
                LentCall.class.getClassLoader(),
                new Class<?>[] {CallableStatement.class},
                new LentCall(call, prepared));
    }

    @Override
    public @Nullable Object invoke(Object lent, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("equals")) {
            return arguments != null && lent == arguments[0];
        }
        boolean ofCalls = method.getDeclaringClass() == CallableStatement.class;
        if (ofCalls) {
            prepared.requireOpen();
        }
        try {
            return method.invoke(ofCalls ? call : prepared, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
