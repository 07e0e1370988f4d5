package dev.oneshot.benchmarks.access;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** A HikariCP pool. */
public final class PoolAccess implements Access<Connection> {

    /** Longer than any caller has to wait: what is measured is waiting, not giving up. */
    private static final long TIMEOUT_MILLIS = 60_000;

    private final HikariDataSource pool;

    /**
     * A pool of a fixed size.
     *
     * @param config where the connections come from
     * @param size how many there are
     */
    public PoolAccess(HikariConfig config, int size) {
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        pool = new HikariDataSource(config);
    }

    @Override
    public <R> R call(Work<Connection, R> work, boolean readOnly) throws Exception {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
