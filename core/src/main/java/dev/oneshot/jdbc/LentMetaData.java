package dev.oneshot.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/**
 * What the driver tells of the database, in the hands of one job, with the lent connection for the driver's own. By
 * reflection: the questions are many, and rarely asked.
 */
final class LentMetaData implements InvocationHandler {

    private final DatabaseMetaData metaData;
    private final LentConnection lender;

    private LentMetaData(DatabaseMetaData metaData, LentConnection lender) {
        this.metaData = metaData;
        this.lender = lender;
    }

    static DatabaseMetaData of(DatabaseMetaData metaData, LentConnection lender) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                LentMetaData.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                new LentMetaData(metaData, lender));
    }

    @Override
    public @Nullable Object invoke(Object lent, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals":
                return arguments != null && lent == arguments[0];
            case "getConnection":
                return lender;
            case "unwrap":
                lender.exposing();
                break;
            default:
                break;
        }
        try {
            return method.invoke(metaData, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
