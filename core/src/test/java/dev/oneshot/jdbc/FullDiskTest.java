package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.Bounded;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.RolledBackException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A full disk in the middle of a group. SQLite then rolls back the whole transaction by itself, and the savepoints of the
 * jobs are gone.
 */
class FullDiskTest {

    private static final int CALLERS = 64;
    private static final int WAVES = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"WAL", "DELETE"})
    void nobodyIsToldOfASuccessThatWasNotCommitted(String journal) throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("shop.db") + "?journal_mode=" + journal;
        Tally tally = new Tally();
        try (ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.to(url + "&max_page_count=40"))
                .deadline(Duration.ofMinutes(1))
                .group(CALLERS, Duration.ofMinutes(1))
                .build()) {
            worker.start();
            worker.call(connection -> Sql.update(connection, "CREATE TABLE entry (id INTEGER PRIMARY KEY, load BLOB)"));
            for (int wave = 0; wave < WAVES; wave++) {
                wave(worker, tally, wave * CALLERS);
            }
        }
        assertThat(tally.answers()).isEqualTo(WAVES * CALLERS);
        assertThat(tally.done).isNotEmpty();
        assertThat(tally.unknown).isEmpty();
        assertThat(tally.failed.values())
                .hasAtLeastOneElementOfType(RolledBackException.class)
                .hasAtLeastOneElementOfType(SQLException.class)
                .allMatch(FullDiskTest::isOfTheFullDisk);
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).isEqualTo(tally.done);
    }

    /** All jobs of a wave wait when the worker comes to the first of them, so that they are one group. */
    private static void wave(ConnectionWorker<Connection> worker, Tally tally, int first) throws Exception {
        CountDownLatch occupied = new CountDownLatch(1);
        worker.submit(connection -> {
            occupied.countDown();
            Bounded.until("all wait", () -> worker.snapshot().queue().size() == CALLERS);
            return null;
        });
        occupied.await();
        Tally.together(
                CALLERS,
                caller -> tally.call(worker, first + caller, connection -> {
                    insert(connection, first + caller);
                    return first + caller;
                }));
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entry VALUES (?, ?)")) {
            insert.setInt(1, id);
            insert.setBytes(2, new byte[3000]);
            insert.executeUpdate();
        }
    }

    private static boolean isOfTheFullDisk(Throwable failure) {
        Throwable cause = failure instanceof RolledBackException ? failure.getCause() : failure;
        return cause instanceof SQLException && cause.getMessage().contains("SQLITE_FULL");
    }
}
