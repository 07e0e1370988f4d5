package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On a real server, where a statement that fails spoils its transaction. Where the server cannot start the tests are
 * skipped with the reason, or fail with the system property {@code oneshot.test.postgres=required}.
 */
class SpringJdbcOnPostgresTest extends SpringJdbcContract {

    /** How many savepoints of this transaction have something behind them that was written. */
    private static final String MARKS = "SELECT subxact_count FROM pg_stat_get_backend_idset() AS backend,"
            + " pg_stat_get_backend_subxact(backend) WHERE pg_stat_get_backend_pid(backend) = pg_backend_pid()";

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException | RuntimeException | LinkageError e) {
            if ("required".equals(System.getProperty("oneshot.test.postgres"))) {
                throw new AssertionError("PostgreSQL has not started", e);
            }
            Assumptions.abort(
                    "PostgreSQL has not started, as it does on Linux on amd64, if not as root or with the right"
                            + " to create user namespaces. It said: " + e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS book");
        }
    }

    @Test
    void readsOfOneStatementShareATransactionAndAFenceAsWithoutSpring() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        try (ConnectionWorker<Connection> worker = ConnectionWorker.over(
                        SpringConnector.over(server.getPostgresDatabase()))
                .group(256, Duration.ofMinutes(1))
                .build()) {
            worker.start();
            worker.call(connection -> update(connection, "CREATE TABLE book (title VARCHAR PRIMARY KEY)"));
            worker.submit(
                    connection -> free.await(30, TimeUnit.SECONDS),
                    JobOptions.defaults().withTransaction(JobTransaction.NONE));
            JobOptions write = JobOptions.defaults().withTransaction(JobTransaction.STATEMENT);
            worker.submit(connection -> update(connection, "INSERT INTO book VALUES ('first')"), write);
            for (int read = 0; read < 3; read++) {
                worker.submit(connection -> text(connection, "SELECT title FROM book"), write.readOnly());
            }
            worker.submit(connection -> update(connection, "INSERT INTO book VALUES ('second')"), write);
            Receiver<String> marks = worker.submit(connection -> text(connection, MARKS), write.readOnly());
            free.countDown();

            assertThat(Runner.create().blockOn(marks, Duration.ofSeconds(30))).isEqualTo("1");
        }
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    String[] database() {
        return new String[] {
            "spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"), "spring.datasource.username=postgres"
        };
    }
}
