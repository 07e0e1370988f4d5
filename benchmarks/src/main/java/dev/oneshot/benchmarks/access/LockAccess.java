package dev.oneshot.benchmarks.access;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock around one connection.
 *
 * @param <C> the type of the connection
 */
public final class LockAccess<C> implements Access<C> {

    private final C connection;
    private final ReentrantLock lock;

    /**
     * A lock around this connection.
     *
     * @param fair whether callers take turns in the order in which they came
     */
    public LockAccess(C connection, boolean fair) {
        this.connection = connection;
        this.lock = new ReentrantLock(fair);
    }

    @Override
    public <R> R call(Work<C, R> work, boolean readOnly) throws Exception {
        lock.lock();
        try {
            return work.on(connection);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        Closing.close(connection);
    }
}
