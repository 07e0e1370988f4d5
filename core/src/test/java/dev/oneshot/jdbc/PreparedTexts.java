package dev.oneshot.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A connection that remembers which texts were prepared on it. */
final class PreparedTexts {

    private final List<String> texts = new ArrayList<>();
    private final Connection connection;

    PreparedTexts(Connection own) {
        connection = (Connection) Proxy.newProxyInstance(
                PreparedTexts.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        texts.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(own, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    Connection connection() {
        return connection;
    }

    /** How often this text was prepared. */
    int count(String sql) {
        return Collections.frequency(texts, sql);
    }
}
