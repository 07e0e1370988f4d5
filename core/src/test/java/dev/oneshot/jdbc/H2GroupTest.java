package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.RolledBackException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What H2 does to transactions by itself, and what becomes of the jobs that share one. */
class H2GroupTest {

    private static final String WAITING =
            "SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";

    @TempDir
    Path folder;

    private String url;
    private ConnectionWorker<Connection> worker;

    @BeforeEach
    void start() throws SQLException {
        url = Database.H2_FILE.create(folder) + ";LOCK_TIMEOUT=30000";
        worker = Group.workerOn(url);
        worker.start();
        Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY, number INT)");
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void aDeadlockTakesTheWholeGroupAndNobodyIsToldOfASuccess() throws Exception {
        worker.call(insert(1));
        worker.call(insert(2));
        try (Connection other = DriverManager.getConnection(url)) {
            other.setAutoCommit(false);
            Sql.update(other, "UPDATE entry SET number = 1 WHERE id = 2");
            FutureTask<Integer> waiting =
                    new FutureTask<>(() -> Sql.update(other, "UPDATE entry SET number = 1 WHERE id = 1"));

            List<Receiver<Integer>> group = Group.submit(
                    worker,
                    insert(3),
                    connection -> {
                        Sql.update(connection, "UPDATE entry SET number = 7 WHERE id = 1");
                        new Thread(waiting).start();
                        try (Connection watching = DriverManager.getConnection(url)) {
                            while (Sql.number(watching, WAITING) == 0) {
                                Thread.onSpinWait();
                            }
                        }
                        return Sql.update(connection, "UPDATE entry SET number = 7 WHERE id = 2");
                    },
                    insert(5));

            assertThat(Answer.failureOf(group.get(1)))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            deadlock -> assertThat(deadlock.getSQLState()).isEqualTo("40001"));
            assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isOne();
            other.rollback();
            assertThat(Answer.of(group.get(2))).isEqualTo(5);
        }
        assertThat(entries()).containsExactly(1, 2, 5);
    }

    @Test
    void aJobThatFailsAfterWritingIsUndoneAloneWhereverItStands() throws Exception {
        Job<Connection, Integer> failing = connection -> {
            insert(90).run(connection);
            insert(91).run(connection);
            throw new IllegalStateException("undo it");
        };
        Job<Connection, Integer> idle = connection -> 0;

        List<Receiver<Integer>> group =
                Group.submit(worker, idle, insert(1), failing, idle, failing, insert(2), failing);

        assertThat(List.of(2, 4, 6))
                .allSatisfy(failed ->
                        assertThat(Answer.failureOf(group.get(failed))).hasMessage("undo it"));
        assertThat(List.of(0, 1, 3, 5))
                .extracting(done -> Answer.of(group.get(done)))
                .containsExactly(0, 1, 0, 2);
        assertThat(entries()).containsExactly(1, 2);
    }

    static Stream<Named<Job<Connection, Integer>>> commits() {
        Stream<String> texts = Stream.of(
                "SET AUTOCOMMIT TRUE",
                "SET MODE MySQL",
                "SET CACHE_SIZE 1000",
                "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "EXECUTE IMMEDIATE 'COMMIT'",
                "DECLARE LOCAL TEMPORARY TABLE another (id INT)");
        return Stream.concat(
                texts.map(sql -> Named.of(sql, connection -> Sql.update(connection, sql))),
                Stream.of(Named.of("an isolation level", connection -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    return 0;
                })));
    }

    @ParameterizedTest
    @MethodSource("commits")
    void whatCommitsByTheWayIsRefused(Job<Connection, Integer> committing) throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    insert(90).run(connection);
                    return committing.run(connection);
                },
                insert(2));

        assertThat(Answer.failureOf(group.get(1))).hasMessageContaining("commits on this database");
        assertThat(Answer.of(group.get(2))).isEqualTo(2);
        assertThat(entries()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET @x = 1", "SET LOCK_TIMEOUT 30000", "SET QUERY_TIMEOUT 0", "SET SCHEMA PUBLIC"})
    void aSettingOfTheSessionCommitsNothing(String sql) throws Exception {
        List<Receiver<Integer>> group = Group.submit(worker, insert(1), connection -> {
            insert(90).run(connection);
            Sql.update(connection, sql);
            throw new IllegalStateException("undo it");
        });

        assertThat(Answer.of(group.get(0))).isOne();
        assertThat(Answer.failureOf(group.get(1))).hasMessage("undo it");
        assertThat(entries()).containsExactly(1);
    }

    @Test
    void betweenTwoTransactionsTheDriverIsInAutoCommit() throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            JdbcSession session = JdbcSession.of(connection, false);
            for (boolean committed : List.of(true, false)) {
                session.transactions().begin();
                assertThat(connection.getAutoCommit()).isFalse();
                Sql.update(connection, "INSERT INTO entry VALUES (" + (committed ? 1 : 2) + ", 0)");
                if (committed) {
                    session.transactions().commit();
                } else {
                    session.transactions().rollback();
                }
                assertThat(connection.getAutoCommit()).isTrue();
            }
            Sql.update(connection, "INSERT INTO entry VALUES (3, 0)");
        }
        assertThat(entries()).containsExactly(1, 3);
    }

    @Test
    void aConnectionThatGoesBackToItsPoolInTheMiddleOfATransactionIsInAutoCommit() throws Exception {
        try (Connection physical = DriverManager.getConnection(url)) {
            Connection pooled = Pooled.viewOf(physical);
            JdbcConnector connector = JdbcConnector.to(url);
            connector.session(pooled).transactions().begin();
            Sql.update(pooled, "INSERT INTO entry VALUES (1, 0)");

            connector.close(pooled);

            assertThat(physical.getAutoCommit()).isTrue();
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void aDatabaseThatIsShutDownInTheMiddleOfAGroupMakesNobodyBelieveInASuccess() throws Exception {
        List<Receiver<Integer>> group = Group.submit(worker, insert(1), connection -> {
            try (Connection other = DriverManager.getConnection(url)) {
                Sql.update(other, "SHUTDOWN IMMEDIATELY");
            }
            return 2;
        });

        assertThat(group).extracting(Answer::failureOf).doesNotContainNull();
    }

    private static Job<Connection, Integer> insert(int id) {
        return connection -> {
            Sql.update(connection, "INSERT INTO entry VALUES (?, 0)", id);
            return id;
        };
    }

    private Set<Integer> entries() throws SQLException {
        return Sql.numbers(url, "SELECT id FROM entry");
    }
}
