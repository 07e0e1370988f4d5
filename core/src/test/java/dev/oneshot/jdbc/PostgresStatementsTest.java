package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.RolledBackException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs of one statement in a group on PostgreSQL: reads among writes cost these no commit, and hardly a fence. */
class PostgresStatementsTest {

    private static final JobOptions WRITE = JobOptions.defaults().withTransaction(JobTransaction.STATEMENT);
    private static final JobOptions READ = WRITE.readOnly();
    private static final String TRANSACTION = "pg_current_xact_id()::text::int";

    /** How many savepoints of this transaction have something behind them that was written. */
    private static final String MARKS = "SELECT subxact_count FROM pg_stat_get_backend_idset() AS backend,"
            + " pg_stat_get_backend_subxact(backend) WHERE pg_stat_get_backend_pid(backend) = pg_backend_pid()";

    private final String url;
    private final ConnectionWorker<Connection> worker;

    PostgresStatementsTest() throws SQLException {
        url = Postgres.createSchema();
        worker = Group.workerOn(url);
    }

    @BeforeEach
    void start() {
        worker.start();
        Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY, zero INT DEFAULT 0)");
    }

    @AfterEach
    void stop() {
        assertThat(worker.snapshot().connection().reconnects()).isZero();
        worker.stop();
    }

    @Test
    void readsAmongWritesLeaveThemInOneTransaction() throws Exception {
        CountDownLatch free = Group.occupy(worker);
        Receiver<Integer> ahead = worker.submit(number("SELECT id FROM entry UNION ALL SELECT 7"), READ);
        Receiver<Integer> first = worker.submit(insert(1), WRITE);
        Receiver<Integer> between = worker.submit(number("SELECT id FROM entry"), READ);
        Receiver<Integer> within = worker.submit(number("SELECT " + TRANSACTION), READ);
        Receiver<Integer> last = worker.submit(insert(2), WRITE);
        free.countDown();

        assertThat(Answer.of(ahead)).isEqualTo(7);
        assertThat(Answer.of(between)).isOne();
        assertThat(Answer.of(within)).isEqualTo(Answer.of(first)).isEqualTo(Answer.of(last));
    }

    @Test
    void aReadThatFailsCostsNobodyElseAnythingWhereverItStands() throws Exception {
        assertThat(Answer.of(worker.submit(insert(1)))).isPositive();
        CountDownLatch free = Group.occupy(worker);
        Receiver<Integer> failsAhead = worker.submit(number("SELECT 1 / zero FROM entry"), READ);
        Receiver<Integer> first = worker.submit(insert(2), WRITE);
        Receiver<Integer> failsBetween = worker.submit(number("SELECT 1 / zero FROM entry"), READ);
        Receiver<Integer> last = worker.submit(insert(3), WRITE);
        Receiver<Integer> failsBehind = worker.submit(number("SELECT 1 / zero FROM entry"), READ);
        Receiver<Integer> read = worker.submit(number("SELECT max(id) FROM entry"), READ);
        free.countDown();

        assertThat(Answer.failureOf(failsAhead)).hasMessageContaining("division by zero");
        assertThat(Answer.failureOf(failsBetween)).hasMessageContaining("division by zero");
        assertThat(Answer.failureOf(failsBehind)).hasMessageContaining("division by zero");
        assertThat(Answer.of(first)).isEqualTo(Answer.of(last));
        assertThat(Answer.of(read)).isEqualTo(3);
        assertThat(entries()).containsExactly(1, 2, 3);
    }

    @Test
    void aReadThatHidesItsFailureFailsAlone() throws Exception {
        CountDownLatch free = Group.occupy(worker);
        Receiver<Integer> first = worker.submit(insert(1), WRITE);
        Receiver<Integer> hiding = worker.submit(
                connection -> {
                    try {
                        return Sql.number(connection, "SELECT 1 / zero FROM entry");
                    } catch (SQLException hidden) {
                        return 0;
                    }
                },
                READ);
        Receiver<Integer> last = worker.submit(insert(2), WRITE);
        free.countDown();

        assertThat(Answer.failureOf(hiding)).hasMessageContaining("aborted");
        assertThat(Answer.of(first)).isEqualTo(Answer.of(last));
        assertThat(entries()).containsExactly(1, 2);
    }

    @Test
    void readsThatFollowEachOtherShareAFenceWithTheWriteBehindThem() throws Exception {
        CountDownLatch free = Group.occupy(worker);
        worker.submit(insert(1), WRITE);
        worker.submit(number("SELECT id FROM entry"), READ);
        worker.submit(number("SELECT id FROM entry"), READ);
        worker.submit(number("SELECT id FROM entry"), READ);
        worker.submit(insert(2), WRITE);
        Receiver<Integer> marks = worker.submit(number(MARKS), READ);
        free.countDown();

        assertThat(Answer.of(marks)).isOne();
    }

    @Test
    void aWriteThatFailsBehindReadsUndoesNothingElse() throws Exception {
        CountDownLatch free = Group.occupy(worker);
        Receiver<Integer> first = worker.submit(insert(1), WRITE);
        Receiver<Integer> read = worker.submit(number("SELECT id FROM entry"), READ);
        Receiver<Integer> failing = worker.submit(insert(1), WRITE);
        worker.submit(number("SELECT id FROM entry"), READ);
        Receiver<Integer> behindReads = worker.submit(insert(2), WRITE);
        Receiver<Integer> alsoFailing = worker.submit(insert(1));
        worker.submit(number("SELECT id FROM entry"), READ);
        Receiver<Integer> hiding = worker.submit(connection -> {
            insert(3).run(connection);
            try {
                return insert(1).run(connection);
            } catch (SQLException hidden) {
                return 0;
            }
        });
        Receiver<Integer> last = worker.submit(insert(4), WRITE);
        free.countDown();

        assertThat(Answer.of(read)).isOne();
        assertThat(Answer.failureOf(failing)).hasMessageContaining("duplicate key");
        assertThat(Answer.failureOf(alsoFailing)).hasMessageContaining("duplicate key");
        assertThat(Answer.failureOf(hiding)).hasMessageContaining("aborted");
        assertThat(Answer.of(first)).isEqualTo(Answer.of(behindReads)).isEqualTo(Answer.of(last));
        assertThat(entries()).containsExactly(1, 2, 4);
    }

    static Stream<Named<Job<Connection, Integer>>> falseReads() {
        return Stream.of(
                Named.of("a write", insert(2)),
                Named.of("a read, and a write", connection -> {
                    Sql.number(connection, "SELECT id FROM entry");
                    return insert(2).run(connection);
                }),
                Named.of("a function that writes", number("SELECT written(2)")),
                Named.of("a batch", connection -> {
                    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entry VALUES (2)")) {
                        insert.addBatch();
                        return insert.executeBatch()[0];
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("falseReads")
    void whatAJobWroteThatWasSaidToOnlyReadIsNotUndoneWithTheNext(Job<Connection, Integer> falseRead) throws Exception {
        Sql.define(
                worker,
                "CREATE FUNCTION written(id INT) RETURNS INT LANGUAGE sql AS 'INSERT INTO entry VALUES ($1) RETURNING id'");
        CountDownLatch free = Group.occupy(worker);
        worker.submit(insert(1), WRITE);
        Receiver<Integer> read = worker.submit(
                number("SELECT id FROM entry"), JobOptions.defaults().readOnly());
        Receiver<Integer> wrote = worker.submit(falseRead, JobOptions.defaults().readOnly());
        Receiver<Integer> failing = worker.submit(insert(1), WRITE);
        free.countDown();

        assertThat(Answer.failureOf(failing)).hasMessageContaining("duplicate key");
        assertThat(Answer.of(read)).isOne();
        assertThat(Answer.of(wrote)).isPositive();
        assertThat(entries()).containsExactly(1, 2);
    }

    @Test
    void aJobBehindReadsThatEndsTheTransactionLetsNobodyBelieveInASuccess() throws Exception {
        CountDownLatch free = Group.occupy(worker);
        Receiver<Integer> first = worker.submit(insert(1), WRITE);
        worker.submit(number("SELECT id FROM entry"), READ);
        Receiver<Integer> ending = worker.submit(connection -> Sql.update(connection, "ROLLBACK"));
        free.countDown();

        assertThat(Answer.failureOf(ending)).isNotNull();
        assertThat(Answer.failureOf(first)).isInstanceOf(RolledBackException.class);
        assertThat(entries()).isEmpty();
    }

    /** Returns the transaction that it was in. */
    private static Job<Connection, Integer> insert(int id) {
        return number("INSERT INTO entry VALUES (" + id + ") RETURNING " + TRANSACTION);
    }

    private static Job<Connection, Integer> number(String sql) {
        return connection -> Sql.number(connection, sql);
    }

    private Set<Integer> entries() throws SQLException {
        return Sql.numbers(url, "SELECT id FROM entry");
    }
}
