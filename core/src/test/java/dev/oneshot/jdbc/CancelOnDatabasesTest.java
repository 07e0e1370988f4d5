package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.DeadlineExceededException;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job that runs too long is cancelled in the database, and the next one does not notice. */
class CancelOnDatabasesTest {

    /** The full measure is 1000. */
    private static final int ROUNDS = Integer.getInteger("oneshot.test.cancels", 50);

    private static final System.Logger LOG = System.getLogger(CancelOnDatabasesTest.class.getName());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void closingTheReceiverFreesTheConnectionForTheNextJobAgainAndAgain(Database database) throws Exception {
        Latencies latencies = new Latencies();
        try (ConnectionWorker<Connection> worker = worker(database.create(folder))) {
            for (int round = 0; round < ROUNDS; round++) {
                CountDownLatch begun = new CountDownLatch(1);
                Receiver<Object> slow = worker.submit(query(database.slowQuery(), begun));
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

                long closed = System.nanoTime();
                slow.close();

                int expected = round;
                int next = worker.call(connection -> Sql.number(connection, "SELECT " + expected));
                latencies.add(System.nanoTime() - closed);
                assertThat(next).isEqualTo(round);
            }
            assertThat(worker.snapshot().connection().reconnects()).isZero();
        }
        LOG.log(System.Logger.Level.INFO, "From the cancellation to the next answer on {0}: {1}", database, latencies);
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineThatPassesWhileTheStatementRunsCancelsIt(Database database) throws Exception {
        try (ConnectionWorker<Connection> worker = worker(database.create(folder))) {
            JobOptions impatient = JobOptions.named("slow").withDeadline(Duration.ofMillis(50));

            assertThatThrownBy(() -> worker.call(query(database.slowQuery(), new CountDownLatch(1)), impatient))
                    .isInstanceOf(DeadlineExceededException.class);

            int next = worker.call(connection -> Sql.number(connection, "SELECT 7"));
            assertThat(next).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatIsCancelledLeavesNothingBehind(Database database) throws Exception {
        try (ConnectionWorker<Connection> worker = worker(database.create(folder))) {
            CountDownLatch begun = new CountDownLatch(1);
            Sql.define(worker, "CREATE TABLE entry (id BIGINT)");
            Receiver<Object> slow = worker.submit(connection -> {
                Sql.update(connection, "INSERT INTO entry VALUES (1)");
                begun.countDown();
                return Sql.update(connection, "INSERT INTO entry " + database.slowQuery());
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            slow.close();

            int entries = worker.call(connection -> Sql.number(connection, "SELECT count(*) FROM entry"));
            assertThat(entries).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobOfManyShortStatementsEndsAtTheNextOfThem(Database database) throws Exception {
        try (ConnectionWorker<Connection> worker = worker(database.create(folder))) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            Receiver<Object> many = worker.submit(connection -> {
                try {
                    while (true) {
                        Sql.number(connection, "SELECT 1");
                        begun.countDown();
                    }
                } finally {
                    ended.countDown();
                }
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            many.close();

            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            int next = worker.call(connection -> Sql.number(connection, "SELECT 7"));
            assertThat(next).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementOfACancelledJobIsClosedAndNotUsedAgain(Database database) throws Exception {
        String insert = "INSERT INTO entry VALUES (?)";
        try (ConnectionWorker<Connection> worker = worker(database.create(folder))) {
            Sql.define(worker, "CREATE TABLE entry (id INT)");
            CountDownLatch begun = new CountDownLatch(1);
            AtomicReference<Statement> used = new AtomicReference<>();
            Receiver<Object> slow = worker.submit(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(insert)) {
                    used.set(statement.unwrap(Statement.class));
                }
                begun.countDown();
                return Sql.number(connection, database.slowQuery());
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            slow.close();

            Statement next = worker.call(
                    connection -> connection.prepareStatement(insert).unwrap(Statement.class));
            assertThat(next).isNotSameAs(used.get());
            assertThat(used.get().isClosed()).isTrue();
        }
    }

    private static Job<Connection, Object> query(String sql, CountDownLatch begun) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                begun.countDown();
                try (ResultSet rows = statement.executeQuery(sql)) {
                    return rows.next();
                }
            }
        };
    }

    private static ConnectionWorker<Connection> worker(String url) {
        ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.to(url))
                .name("entries")
                .deadline(Duration.ofSeconds(60))
                .build();
        worker.start();
        return worker;
    }
}
