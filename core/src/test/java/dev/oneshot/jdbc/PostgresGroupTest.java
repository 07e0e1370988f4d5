package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL does to transactions by itself, and what becomes of the jobs that share one. */
class PostgresGroupTest {

    private static final JobOptions OWN = JobOptions.defaults().withTransaction(JobTransaction.OWN);

    private final String url;
    private final ConnectionWorker<Connection> worker;

    PostgresGroupTest() throws SQLException {
        url = Postgres.createSchema();
        worker = Group.workerOn(url);
    }

    @BeforeEach
    void start() {
        worker.start();
        worker.call(connection -> Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY)"));
    }

    @AfterEach
    void stop() {
        assertThat(worker.snapshot().connection().reconnects()).isZero();
        worker.stop();
    }

    @Test
    void aJobThatHidesItsFailureFailsAloneWhereverItStandsInTheGroup() throws Exception {
        for (int hider = 0; hider < 3; hider++) {
            int first = 3 * hider;
            List<Receiver<Integer>> group = Group.submit(
                    worker,
                    hider == 0 ? insertAndHideAFailure(first) : insert(first),
                    hider == 1 ? insertAndHideAFailure(first + 1) : insert(first + 1),
                    hider == 2 ? insertAndHideAFailure(first + 2) : insert(first + 2));

            for (int job = 0; job < 3; job++) {
                if (job == hider) {
                    assertThat(Answer.failureOf(group.get(job)))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("transaction is aborted");
                } else {
                    assertThat(Answer.of(group.get(job))).isEqualTo(first + job);
                }
            }
        }
        assertThat(entries()).containsExactly(1, 2, 3, 5, 6, 7);
    }

    @Test
    void aLoneJobThatHidesItsFailureIsNotToldThatItSucceeded() throws Exception {
        assertThatThrownBy(() -> worker.call(insertAndHideAFailure(1))).hasRootCauseInstanceOf(SQLException.class);

        assertThat(entries()).isEmpty();
    }

    @Test
    void aConflictWithAnotherSessionFailsTheJobThatMetItAndNoOther() throws Exception {
        worker.call(insert(1));
        worker.call(connection -> Sql.update(connection, "SET default_transaction_isolation = 'repeatable read'"));
        try (Connection other = DriverManager.getConnection(url)) {
            List<Receiver<Integer>> group = Group.submit(
                    worker,
                    insert(2),
                    connection -> {
                        Sql.number(connection, "SELECT count(*) FROM entry");
                        Sql.update(other, "UPDATE entry SET id = 7 WHERE id = 1");
                        return Sql.update(connection, "UPDATE entry SET id = 8 WHERE id = 1");
                    },
                    insert(3));

            assertThat(Answer.of(group.get(0))).isEqualTo(2);
            assertState(Answer.failureOf(group.get(1)), "40001");
            assertThat(Answer.of(group.get(2))).isEqualTo(3);
        }
        assertThat(entries()).containsExactly(2, 3, 7);
    }

    @Test
    void aConflictThatTheCommitFindsFailsAllWhoShareIt() throws Exception {
        worker.call(connection -> Sql.update(connection, "SET default_transaction_isolation = 'serializable'"));
        try (Connection other = DriverManager.getConnection(url)) {
            Sql.update(other, "SET default_transaction_isolation = 'serializable'");
            other.setAutoCommit(false);
            Sql.number(other, "SELECT count(*) FROM entry");
            List<Receiver<Integer>> group = Group.submit(
                    worker,
                    insert(1),
                    connection -> Sql.number(connection, "SELECT count(*) FROM entry"),
                    connection -> {
                        Sql.update(other, "INSERT INTO entry VALUES (2)");
                        other.commit();
                        return 0;
                    });

            for (Receiver<Integer> job : group) {
                assertState(Answer.failureOf(job), "40001");
            }
        }
        assertThat(entries()).containsExactly(2);
    }

    @Test
    void aConstraintThatIsCheckedByTheCommitFailsAllWhoShareIt() throws Exception {
        worker.call(connection -> Sql.update(
                connection, "CREATE TABLE line (entry INT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED)"));
        Job<Connection, Integer> orphan = connection -> Sql.update(connection, "INSERT INTO line VALUES (?)", 99);

        for (Receiver<Integer> job : Group.submit(worker, insert(1), orphan)) {
            assertState(Answer.failureOf(job), "23503");
        }

        worker.call(insert(2));
        assertThatThrownBy(() -> worker.call(orphan, OWN)).hasRootCauseInstanceOf(SQLException.class);
        assertThat(entries()).containsExactly(2);
    }

    @Test
    void aSettingOfAJobThatFailsIsUndoneWithIt() throws Exception {
        List<Receiver<String>> group = Group.submit(
                worker,
                connection -> Sql.text(connection, "SHOW search_path"),
                connection -> {
                    Sql.update(connection, "SET search_path = nowhere");
                    throw new IllegalStateException("undo it");
                },
                connection -> Sql.text(connection, "SHOW search_path"));

        assertThat(Answer.failureOf(group.get(1))).hasMessage("undo it");
        assertThat(Answer.of(group.get(2))).isEqualTo(Answer.of(group.get(0))).isNotEqualTo("nowhere");
    }

    @Test
    void aLocalSettingEndsWithAJobThatHasATransactionOfItsOwn() {
        String before = worker.call(connection -> Sql.text(connection, "SHOW search_path"));

        String inside = worker.call(
                connection -> {
                    Sql.update(connection, "SET LOCAL search_path = nowhere");
                    return Sql.text(connection, "SHOW search_path");
                },
                OWN);

        String after = worker.call(connection -> Sql.text(connection, "SHOW search_path"));
        assertThat(inside).isEqualTo("nowhere");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aStatementThatAChangeOfItsTableHasSpoiledIsPreparedAfresh() throws Exception {
        Job<Connection, Integer> inTransaction = columns("SELECT * FROM entry FOR SHARE");
        Job<Connection, Integer> ahead = columns("SELECT * FROM entry");
        for (int kept = 0; kept < 10; kept++) {
            worker.call(inTransaction);
        }
        Sql.define(url, "ALTER TABLE entry ADD note TEXT");
        assertThatThrownBy(() -> worker.call(inTransaction)).hasRootCauseInstanceOf(SQLException.class);
        assertThat(worker.<Integer>call(inTransaction)).isEqualTo(2);

        for (int kept = 0; kept < 10; kept++) {
            worker.call(ahead);
        }
        Sql.define(url, "ALTER TABLE entry ADD another TEXT");
        assertThat(worker.<Integer>call(ahead)).isEqualTo(3);
    }

    private static Job<Connection, Integer> columns(String sql) {
        return connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                return select.executeQuery().getMetaData().getColumnCount();
            }
        };
    }

    private static Job<Connection, Integer> insert(int id) {
        return connection -> {
            Sql.update(connection, "INSERT INTO entry VALUES (?)", id);
            return id;
        };
    }

    private static Job<Connection, Integer> insertAndHideAFailure(int id) {
        return connection -> {
            insert(id).run(connection);
            try {
                insert(id).run(connection);
            } catch (SQLException ignored) {
                // PostgreSQL now refuses everything but a rollback, which this job does not want to know.
            }
            return id;
        };
    }

    private Set<Integer> entries() throws SQLException {
        return Sql.numbers(url, "SELECT id FROM entry");
    }

    private static void assertState(Throwable failure, String state) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        SQLException.class, sql -> assertThat(sql.getSQLState()).isEqualTo(state));
    }
}
