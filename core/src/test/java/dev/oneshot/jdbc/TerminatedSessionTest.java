package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** PostgreSQL ends the worker's session again and again while many callers are at work. */
class TerminatedSessionTest {

    private static final System.Logger LOG = System.getLogger(TerminatedSessionTest.class.getName());

    private static final int CALLERS = 32;

    /** The full measure is 150: half a minute. */
    private static final int KILLS = Integer.getInteger("oneshot.test.kills", 10);

    private static final String KILL = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'victim'
            """;

    private final Tally tally = new Tally();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private int killed;

    @Test
    void everyAcceptedJobIsAnsweredAndTheAnswerIsTrue() throws Exception {
        String url = Postgres.createSchema();
        try (ConnectionWorker<Connection> worker = ConnectionWorker.over(
                        JdbcConnector.to(url + "&ApplicationName=victim"))
                .name("entries")
                .deadline(Duration.ofMinutes(1))
                .build()) {
            worker.start();
            worker.call(connection -> Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY)"));
            CompletableFuture<Void> callers = CompletableFuture.runAsync(() -> callUntilOver(worker));

            long back;
            try (Connection killer = DriverManager.getConnection(url)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    Sql.text(killer, "SELECT pg_sleep(0.2)");
                    killed += Sql.number(killer, KILL);
                }
                back = nanosUntilBack(worker);
            } finally {
                over.set(true);
            }
            callers.get(60, TimeUnit.SECONDS);

            LOG.log(
                    Level.INFO,
                    "{0} sessions terminated, back after {1} ms: {2} jobs done, {3} failed, {4} unknown",
                    killed,
                    TimeUnit.NANOSECONDS.toMillis(back),
                    tally.done.size(),
                    tally.failed.size(),
                    tally.unknown.size());
            assertThat(killed).isPositive();
            // Fewer, where a session was terminated before the worker had it.
            assertThat(worker.snapshot().connection().reconnects()).isBetween(1L, (long) killed);
        }
        assertThat(tally.answers()).isEqualTo(asked.get());
        tally.assertAgreesWith(Sql.numbers(url, "SELECT id FROM entry"));
    }

    private void callUntilOver(ConnectionWorker<Connection> worker) {
        try {
            Tally.together(CALLERS, caller -> {
                while (!over.get()) {
                    int id = asked.incrementAndGet();
                    tally.call(worker, id, connection -> {
                        Sql.update(connection, "INSERT INTO entry VALUES (?)", id);
                        return id;
                    });
                }
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** From now until a job succeeds that was submitted after the last kill. */
    private static long nanosUntilBack(ConnectionWorker<Connection> worker) {
        long start = System.nanoTime();
        Bounded.until("the worker is back", () -> {
            try {
                return worker.call(connection -> Sql.number(connection, "SELECT 1")) == 1;
            } catch (RuntimeException e) {
                return false;
            }
        });
        return System.nanoTime() - start;
    }
}
