package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A worker that hears PostgreSQL's notifications on its connection while no job waits. */
class NotificationsTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final String url = Postgres.createSchema();
    private final Connection other = DriverManager.getConnection(url);
    private final ConnectionWorker<Connection> worker = ConnectionWorker.over(
                    JdbcConnector.to(url + "&ApplicationName=listener").withInitialSql("LISTEN orders"))
            .name("orders")
            .deadline(Duration.ofMinutes(1))
            .whenIdle(Duration.ofMillis(10), this::hear)
            .build();

    NotificationsTest() throws SQLException {}

    private void hear(Connection connection) throws SQLException {
        for (PGNotification notification : connection.unwrap(PGConnection.class).getNotifications()) {
            heard.add(notification.getParameter());
        }
    }

    @BeforeEach
    void start() {
        worker.start();
    }

    @AfterEach
    void stop() throws SQLException {
        worker.stop();
        other.close();
    }

    @Test
    void whatAnotherSessionTellsIsHeardAndJobsRunBetween() throws Exception {
        for (int order = 1; order <= 5; order++) {
            Sql.update(other, "NOTIFY orders, 'order " + order + "'");

            int answer = worker.call(connection -> Sql.number(connection, "SELECT 7"));

            assertThat(answer).isEqualTo(7);
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("order " + order);
        }
    }

    @Test
    void whatAJobTellsIsHeardOnceItIsCommitted() throws Exception {
        worker.call(connection -> Sql.update(connection, "NOTIFY orders, 'committed'"));

        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("committed");
    }

    @Test
    void aNewConnectionListensAgain() throws Exception {
        Sql.number(
                other,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'listener'");
        Bounded.until(
                "the idle worker has noticed",
                () -> worker.snapshot().connection().reconnects() == 1
                        && worker.snapshot().connection().connected());

        Sql.update(other, "NOTIFY orders, 'still there'");

        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("still there");
    }
}
