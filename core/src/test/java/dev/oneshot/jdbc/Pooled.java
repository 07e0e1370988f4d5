package dev.oneshot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A pool's view of a connection, which its user cannot close. */
final class Pooled {

    private Pooled() {}

    static Connection viewOf(Connection physical) {
        return (Connection) Proxy.newProxyInstance(
                Pooled.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(physical, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
