package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.DeadlineExceededException;
import dev.oneshot.worker.JobOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that runs too long is cancelled in the database, and the next one does not notice. */
class CancelOnDatabasesTest {

    private static final String ENDLESS_SQLITE =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    private static final String ENDLESS_H2 =
            "SELECT count(*) FROM SYSTEM_RANGE(1, 10000000) a, SYSTEM_RANGE(1, 10000000) b WHERE a.x + b.x = 0";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"jdbc:sqlite:%s/shop.db", "jdbc:h2:file:%s/shop"})
    void closingTheReceiverFreesTheConnectionForTheNextJobAgainAndAgain(String url) throws Exception {
        try (ConnectionWorker<Connection> worker = worker(url)) {
            for (int round = 0; round < 100; round++) {
                CountDownLatch begun = new CountDownLatch(1);
                Receiver<Object> endless = worker.submit(connection -> query(connection, endless(url), begun));
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

                endless.close();

                int expected = round;
                assertThat(worker.<Integer>call(connection -> query(connection, "SELECT " + expected, begun)))
                        .isEqualTo(round);
            }
            assertThat(worker.snapshot().connection().reconnects()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"jdbc:sqlite:%s/shop.db", "jdbc:h2:file:%s/shop"})
    void aDeadlineThatPassesWhileTheStatementRunsCancelsIt(String url) {
        try (ConnectionWorker<Connection> worker = worker(url)) {
            JobOptions impatient = JobOptions.named("endless").withDeadline(Duration.ofMillis(50));

            assertThatThrownBy(() -> worker.call(
                            connection -> query(connection, endless(url), new CountDownLatch(1)), impatient))
                    .isInstanceOf(DeadlineExceededException.class);

            assertThat(worker.<Integer>call(connection -> query(connection, "SELECT 7", new CountDownLatch(1))))
                    .isEqualTo(7);
        }
    }

    @ParameterizedTest
    @CsvSource({"jdbc:sqlite:%s/shop.db", "jdbc:h2:file:%s/shop"})
    void aWriteThatIsCancelledLeavesNothingBehind(String url) throws Exception {
        try (ConnectionWorker<Connection> worker = worker(url)) {
            CountDownLatch begun = new CountDownLatch(1);
            worker.call(connection -> update(connection, "CREATE TABLE entry (id BIGINT)"));
            Receiver<Object> endless = worker.submit(connection -> {
                update(connection, "INSERT INTO entry VALUES (1)");
                begun.countDown();
                return update(connection, "INSERT INTO entry " + endless(url));
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            endless.close();

            Receiver<Integer> count =
                    worker.submit(connection -> query(connection, "SELECT count(*) FROM entry", begun));
            assertThat(Runner.create().blockOn(count, Duration.ofSeconds(30))).isZero();
        }
    }

    private ConnectionWorker<Connection> worker(String url) {
        ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.to(url.formatted(folder)))
                .name("entries")
                .build();
        worker.start();
        return worker;
    }

    private static String endless(String url) {
        return url.startsWith("jdbc:sqlite") ? ENDLESS_SQLITE : ENDLESS_H2;
    }

    private static int update(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static int query(Connection connection, String sql, CountDownLatch begun) throws Exception {
        try (Statement statement = connection.createStatement()) {
            begun.countDown();
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
