package dev.oneshot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A data source whose connections count what reaches the database: statements, commits and rollbacks. */
final class CountedCalls {

    private final AtomicLong count = new AtomicLong();
    private final DataSource dataSource;

    CountedCalls(String url) {
        dataSource = counting(DataSource.class, () -> DriverManager.getConnection(url));
    }

    DataSource dataSource() {
        return dataSource;
    }

    long count() {
        return count.get();
    }

    /** A source of connections: whatever is called gives the next. */
    private DataSource counting(Class<DataSource> type, Callable<Connection> source) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> counting(Connection.class, source.call())));
    }

    private <T> T counting(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String name = method.getName();
                    if (name.startsWith("execute") || name.equals("commit") || name.equals("rollback")) {
                        count.incrementAndGet();
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof Statement ? counting(method.getReturnType(), answer) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
