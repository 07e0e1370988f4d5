package dev.oneshot.benchmarks.access;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A single-thread executor that owns the connection, and a future for each answer.
 *
 * @param <C> the type of the connection
 */
public final class ExecutorAccess<C> implements Access<C> {

    private final C connection;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(OwnerThread.named("executor"));

    /** An executor for this connection. */
    public ExecutorAccess(C connection) {
        this.connection = connection;
    }

    @Override
    public <R> R call(Work<C, R> work, boolean readOnly) {
        return CompletableFuture.supplyAsync(() -> run(work), executor).join();
    }

    private <R> R run(Work<C, R> work) {
        try {
            return work.on(connection);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        executor.shutdown();
        Closing.close(connection);
    }
}
