package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SqliteMemoryWorkerTest extends JdbcWorkerContract {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "shop" + NUMBER.incrementAndGet();

    /** One database for all connections of the process. */
    @Override
    String url() {
        return "jdbc:sqlite:file:" + name + "?mode=memory&cache=shared";
    }

    /** Connections that share a cache lock each other out of a table that is being written. */
    @Test
    @Override
    void whatAJobWroteIsNotSeenByOthersBeforeItIsCommitted() {
        assertThatThrownBy(() -> worker.call(connection -> {
                    update(connection, "insert into item values (1)");
                    return countItems();
                }))
                .isInstanceOf(CompletionException.class)
                .cause()
                .hasMessageContaining("SQLITE_LOCKED_SHAREDCACHE");
    }
}
