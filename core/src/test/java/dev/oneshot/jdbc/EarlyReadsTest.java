package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.lang.reflect.Proxy;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Reads that PostgreSQL executes ahead of the transaction of their job, and what the job may believe all the same. */
class EarlyReadsTest {

    private static final String READ = "SELECT id FROM entry";
    private static final String DIVIDE = "SELECT 1 / zero FROM entry";
    private static final JobOptions OWN = JobOptions.defaults().withTransaction(JobTransaction.OWN);

    private final String url = Postgres.createSchema();
    private final ConnectionWorker<Connection> worker = Group.workerOn(url);
    private int server;

    EarlyReadsTest() throws SQLException {}

    @BeforeEach
    void start() {
        worker.start();
        Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY, zero INT DEFAULT 0)");
        worker.call(insert(1));
        server = worker.call(connection -> Sql.number(connection, "SELECT pg_backend_pid()"));
    }

    @AfterEach
    void stop() {
        assertThat(worker.snapshot().connection().reconnects()).isZero();
        worker.stop();
    }

    @Test
    void aJobThatOnlyReadsOpensNoTransaction() {
        String state = worker.call(connection -> {
            assertThat(prepared(connection, READ)).isOne();
            assertThat(Sql.number(connection, READ)).isOne();
            assertThat(connection.getAutoCommit()).isFalse();
            return serverState();
        });

        assertThat(state).isEqualTo("idle");
    }

    static Stream<Named<Job<Connection, Integer>>> beginnings() {
        return Stream.of(
                Named.of("a function", connection -> Sql.number(connection, "SELECT count(*) FROM entry")),
                Named.of("a lock", connection -> Sql.number(connection, READ + " FOR UPDATE")),
                Named.of("rows in portions", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.setFetchSize(10);
                        return first(statement.executeQuery(READ));
                    }
                }),
                Named.of("rows that can be written", connection -> {
                    try (Statement statement =
                            connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)) {
                        return first(statement.executeQuery(READ));
                    }
                }),
                Named.of("a write", insert(7)),
                Named.of("an isolation level", connection -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    return Sql.number(connection, READ);
                }),
                Named.of("the driver's own connection", connection -> {
                    connection.unwrap(PGConnection.class);
                    return Sql.number(connection, READ);
                }));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void aJobThatBeginsOtherwiseOpensATransaction(Job<Connection, Integer> beginning) {
        worker.call(connection -> Sql.number(connection, READ));

        String state = worker.call(connection -> {
            beginning.run(connection);
            return serverState();
        });

        assertThat(state).isEqualTo("idle in transaction");
    }

    @Test
    void whatAJobWritesAfterItHasReadIsUndoneWithItWhereverItStands() throws Exception {
        Job<Connection, Integer> reading = connection -> prepared(connection, READ);
        Job<Connection, Integer> failing = connection -> {
            reading.run(connection);
            insert(90).run(connection);
            throw new IllegalStateException("undo it");
        };

        List<Receiver<Integer>> group =
                Group.submit(worker, failing, reading, failing, reading, insert(2), failing, reading, insert(3));

        assertThat(List.of(0, 2, 5))
                .allSatisfy(failed ->
                        assertThat(Answer.failureOf(group.get(failed))).hasMessage("undo it"));
        assertThat(List.of(1, 3, 4, 6, 7))
                .extracting(done -> Answer.of(group.get(done)))
                .containsExactly(1, 1, 2, 1, 3);
        assertThat(entries()).containsExactly(1, 2, 3);
    }

    @Test
    void aJobWhoseReadFailedCannotGoOnAndCannotSucceed() throws Exception {
        Job<Connection, Integer> hiding = connection -> {
            assertThatThrownBy(() -> prepared(connection, DIVIDE)).isInstanceOf(SQLException.class);
            return 0;
        };
        Job<Connection, Integer> goingOn = connection -> {
            hiding.run(connection);
            return insert(90).run(connection);
        };

        List<Receiver<Integer>> group = Group.submit(worker, hiding, goingOn, insert(2), hiding, goingOn, insert(3));

        assertThat(List.of(0, 1, 3, 4))
                .allSatisfy(failed -> assertThat(Answer.failureOf(group.get(failed)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("aborted"));
        assertThat(Answer.of(group.get(2))).isEqualTo(2);
        assertThat(Answer.of(group.get(5))).isEqualTo(3);
        assertThatThrownBy(() -> worker.call(hiding)).rootCause().hasMessageContaining("aborted");
        assertThat(entries()).containsExactly(1, 2, 3);
    }

    static Stream<Named<Asking>> largeObjects() {
        return Stream.of(
                Named.of("by position", rows -> rows.getBlob(1)),
                Named.of("by label", rows -> rows.getBlob("body")),
                Named.of("by type", rows -> rows.getObject(1, Blob.class)),
                Named.of("by label and type", rows -> rows.getObject("body", Blob.class)));
    }

    @ParameterizedTest
    @MethodSource("largeObjects")
    void aLargeObjectThatAJobHasReadEarlyAndWrittenIsUndoneWithIt(Asking asking) throws Exception {
        Sql.define(worker, "CREATE TABLE document (body OID)");
        Sql.define(url, "INSERT INTO document VALUES (lo_from_bytea(0, 'old'))");

        List<Receiver<Integer>> group = Group.submit(
                worker,
                connection -> prepared(connection, READ),
                connection -> {
                    try (PreparedStatement query = connection.prepareStatement("SELECT body FROM document")) {
                        ResultSet rows = query.executeQuery();
                        rows.next();
                        asking.by(rows).setBytes(1, new byte[] {'n', 'e', 'w'});
                    }
                    throw new IllegalStateException("undo it");
                },
                insert(2));

        assertThat(Answer.failureOf(group.get(1))).hasMessage("undo it");
        assertThat(Answer.of(group.get(2))).isEqualTo(2);
        try (Connection other = DriverManager.getConnection(url)) {
            assertThat(Sql.text(other, "SELECT convert_from(lo_get(body), 'UTF8') FROM document"))
                    .isEqualTo("old");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET default_transaction_isolation = 'repeatable read'",
                "SELECT set_config('default_transaction_isolation', 'repeatable read', false)",
                "UPDATE pg_settings SET setting = 'repeatable read' WHERE name = 'default_transaction_isolation'"
            })
    void aSettingTakesEffectOnTheReadsOfLaterJobs(String setting) throws Exception {
        assertThat(twoReadsWithAWriteBetween()).containsExactly(1, 2);
        worker.call(connection -> connection.createStatement().execute(setting));

        assertThat(twoReadsWithAWriteBetween()).containsExactly(2, 2);
    }

    static Stream<Named<Job<Connection, Integer>>> ordinary() {
        String insert = "INSERT INTO entry SELECT max(id) + 1 FROM entry";
        return Stream.of(
                Named.of("keys", connection -> {
                    try (PreparedStatement keyed =
                            connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
                        return keyed.executeUpdate();
                    }
                }),
                Named.of("the names of keys", connection -> {
                    try (PreparedStatement keyed = connection.prepareStatement(insert, new String[] {"id"})) {
                        return keyed.executeUpdate();
                    }
                }),
                Named.of("a line that is empty", connection -> Sql.update(connection, "\n" + insert)),
                Named.of("a comment", connection -> prepared(connection, "/* all */ " + READ)));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void theLevelIsNotAskedAgainAfterAnOrdinaryStatement(Job<Connection, Integer> job) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Connection physical = DriverManager.getConnection(url);
                ConnectionWorker<Connection> asking = ConnectionWorker.over(
                                JdbcConnector.over(new Lent(asking(physical, asked))))
                        .build()) {
            asking.start();
            asking.call(connection -> prepared(connection, READ));
            assertThat(asked).hasValue(1);

            asking.call(job);
            asking.call(connection -> prepared(connection, READ));

            assertThat(asked).hasValue(1);
        }
    }

    private static Connection asking(Connection own, AtomicInteger asked) {
        return (Connection) Proxy.newProxyInstance(
                EarlyReadsTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getTransactionIsolation")) {
                        asked.incrementAndGet();
                    }
                    return method.invoke(own, arguments);
                });
    }

    private List<Integer> twoReadsWithAWriteBetween() throws Exception {
        String latest = READ + " ORDER BY id DESC";
        try (Connection other = DriverManager.getConnection(url)) {
            return worker.call(
                    connection -> {
                        int before = prepared(connection, latest);
                        Sql.update(other, "INSERT INTO entry VALUES (" + (before + 1) + ")");
                        return List.of(before, prepared(connection, latest));
                    },
                    OWN);
        }
    }

    private String serverState() throws SQLException {
        try (Connection other = DriverManager.getConnection(url)) {
            return Sql.text(other, "SELECT state FROM pg_stat_activity WHERE pid = " + server);
        }
    }

    private static Integer prepared(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return first(statement.executeQuery());
        }
    }

    private static int first(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getInt(1);
    }

    private static Job<Connection, Integer> insert(int id) {
        return connection -> {
            Sql.update(connection, "INSERT INTO entry VALUES (?)", id);
            return id;
        };
    }

    private Set<Integer> entries() throws SQLException {
        return Sql.numbers(url, READ);
    }

    /** How a job comes to a large object. */
    @FunctionalInterface
    interface Asking {
        Blob by(ResultSet rows) throws SQLException;
    }
}
