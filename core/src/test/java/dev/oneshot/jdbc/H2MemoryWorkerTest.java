package dev.oneshot.jdbc;

import java.util.concurrent.atomic.AtomicInteger;

class H2MemoryWorkerTest extends JdbcWorkerContract {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "shop" + NUMBER.incrementAndGet();

    @Override
    String url() {
        return "jdbc:h2:mem:" + name;
    }
}
