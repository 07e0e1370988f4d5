package dev.oneshot.benchmarks.handoff;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source whose connections do nothing, so that a pool can be measured without a database. */
final class IdleDataSource {

    private IdleDataSource() {}

    static DataSource create() {
        return proxy(
                DataSource.class,
                (self, method, arguments) ->
                        method.getName().equals("getConnection") ? connection() : idle(self, method.getReturnType()));
    }

    private static Connection connection() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "isValid", "getAutoCommit" -> true;
            case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
            default -> idle(self, method.getReturnType());
        });
    }

    private static @Nullable Object idle(Object self, Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == String.class) {
            return "idle";
        }
        return type == int.class ? Integer.valueOf(System.identityHashCode(self)) : null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
