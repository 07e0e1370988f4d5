package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.RolledBackException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/** What fences a job on PostgreSQL from those before it: a savepoint that is sent along with its first statement. */
class TravellingFenceTest {

    private static final String INSERT = "INSERT INTO entry VALUES (?)";

    private final String url;
    private final SpoiledLine line;
    private final ConnectionWorker<Connection> worker;

    TravellingFenceTest() throws Exception {
        url = Postgres.createSchema();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        line = new SpoiledLine(port);
        worker = Group.workerOn(url.replace(":" + port, ":" + line.port()));
    }

    @BeforeEach
    void start() {
        worker.start();
        worker.call(connection -> Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY)"));
    }

    @AfterEach
    void stop() throws Exception {
        worker.stop();
        line.close();
    }

    /** How a job may begin, other than by a statement of which we know that the savepoint is sent along with it. */
    static Stream<Named<IntFunction<Job<Connection, Integer>>>> beginnings() {
        return Stream.of(
                beginning("a statement", id -> insert(id)),
                beginning(
                        "a statement that is not prepared",
                        id -> connection -> Sql.update(connection, "insert into entry values (" + id + ")")),
                beginning(
                        "a query that writes",
                        id -> connection -> Sql.number(
                                connection,
                                "WITH added AS (INSERT INTO entry VALUES (" + id
                                        + ") RETURNING id) SELECT id FROM added")),
                beginning("a comment", id -> connection -> Sql.update(connection, "/* first */ " + INSERT, id)),
                beginning("a setting", id -> connection -> {
                    Sql.update(connection, "SET LOCAL search_path = \"$user\", public");
                    Sql.update(connection, "RESET search_path");
                    return insert(id).run(connection);
                }),
                beginning("a savepoint in SQL", id -> connection -> {
                    Sql.update(connection, "SAVEPOINT mine");
                    return insert(id).run(connection);
                }),
                beginning("a savepoint", id -> connection -> {
                    Savepoint mine = connection.setSavepoint();
                    insert(id).run(connection);
                    connection.releaseSavepoint(mine);
                    return id;
                }),
                beginning("a batch", id -> connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        insert.setInt(1, id);
                        insert.addBatch();
                        return insert.executeBatch()[0];
                    }
                }),
                beginning(
                        "the driver's connection",
                        id -> connection -> Sql.update((Connection) connection.unwrap(PGConnection.class), INSERT, id)),
                beginning("the driver's statement", id -> connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        PreparedStatement own = insert.unwrap(PreparedStatement.class);
                        own.setInt(1, id);
                        return own.executeUpdate();
                    }
                }),
                beginning(
                        "the driver's connection, of the meta data",
                        id -> connection -> Sql.update(connection.getMetaData().getConnection(), INSERT, id)),
                beginning("an execution without its parameter", id -> connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        assertThatThrownBy(insert::executeUpdate).hasMessageContaining("No value specified");
                        insert.setInt(1, id);
                        return insert.executeUpdate();
                    }
                }),
                beginning("an update that is taken for a query", id -> connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        insert.setInt(1, id);
                        assertThatThrownBy(insert::executeQuery).hasMessageContaining("No results");
                    }
                    return id;
                }),
                beginning("a description", id -> connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        assertThat(insert.getParameterMetaData().getParameterCount())
                                .isOne();
                        insert.setInt(1, id);
                        return insert.executeUpdate();
                    }
                }));
    }

    private static Named<IntFunction<Job<Connection, Integer>>> beginning(
            String name, IntFunction<Job<Connection, Integer>> job) {
        return Named.of(name, job);
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void aJobThatThrowsIsUndoneAloneHoweverItBegan(IntFunction<Job<Connection, Integer>> job) throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                insert(2),
                thenThrow(job.apply(30)),
                job.apply(4),
                thenThrow(job.apply(50)),
                insert(6));

        for (int failed : List.of(2, 4)) {
            assertThat(Answer.failureOf(group.get(failed))).hasMessage("undo it");
        }
        for (int done : List.of(0, 1, 3, 5)) {
            assertThat(Answer.of(group.get(done))).isNotNull();
        }
        assertThat(entries()).containsExactly(1, 2, 4, 6);
        assertThat(worker.snapshot().connection().reconnects()).isZero();
    }

    @Test
    void aLargeObjectThatIsWrittenBeforeTheFirstStatementIsUndoneWithItsJob() throws Exception {
        worker.call(connection -> Sql.update(connection, "CREATE TABLE picture (content OID)"));
        Job<Connection, Integer> store = connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO picture VALUES (?)")) {
                insert.setBlob(1, new ByteArrayInputStream(new byte[] {1}));
                return insert.executeUpdate();
            }
        };
        String count = "SELECT count(*) FROM pg_largeobject_metadata";
        int before = worker.call(connection -> Sql.number(connection, count));

        List<Receiver<Integer>> group = Group.submit(worker, insert(1), thenThrow(store), insert(2));

        assertThat(Answer.failureOf(group.get(1))).hasMessage("undo it");
        assertThat(Answer.of(group.get(2))).isEqualTo(2);
        assertThat(worker.<Integer>call(connection -> Sql.number(connection, count)))
                .isEqualTo(before);
        assertThat(entries()).containsExactly(1, 2);
    }

    @Test
    void noJobAsksTheServerForItsFenceAlone() throws Exception {
        int before = line.queries().size();

        List<Receiver<Integer>> group = Group.submit(worker, insert(1), insert(2), connection -> 0, insert(3));

        assertThat(group).extracting(Answer::of).containsExactly(1, 2, 0, 3);
        List<String> queries = line.queries().subList(before, line.queries().size());
        assertThat(queries).filteredOn(SpoiledLine.SAVEPOINT::equals).hasSize(2);
        assertThat(queries).noneMatch(query -> query.startsWith("RELEASE"));
    }

    static Stream<Named<Job<Connection, Integer>>> ordinary() {
        return Stream.of(
                Named.of("keys", connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
                        return inserted(insert);
                    }
                }),
                Named.of("the names of keys", connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(INSERT, new String[] {"id"})) {
                        return inserted(insert);
                    }
                }),
                Named.of("a line that is empty", connection -> Sql.update(connection, "\n" + INSERT, 2)),
                Named.of("a comment", connection -> Sql.update(connection, "-- of the shop;\n" + INSERT, 2)));
    }

    private static int inserted(PreparedStatement insert) throws SQLException {
        insert.setInt(1, 2);
        return insert.executeUpdate();
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void anOrdinaryStatementTakesItsFenceAlong(Job<Connection, Integer> job) throws Exception {
        int before = line.queries().size();

        List<Receiver<Integer>> group = Group.submit(worker, insert(1), job);

        assertThat(group).extracting(Answer::of).containsExactly(1, 1);
        assertThat(line.queries().subList(before, line.queries().size()))
                .filteredOn(query -> query.contains("SAVEPOINT"))
                .containsExactly(SpoiledLine.SAVEPOINT);
        assertThat(entries()).containsExactly(1, 2);
    }

    @Test
    void aJobWhoseFirstStatementFailedIsRefusedAllOthersAndHarmsNobody() throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    assertThatThrownBy(() -> insert(1).run(connection)).hasMessageContaining("duplicate key");
                    return insert(2).run(connection);
                },
                connection -> {
                    assertThatThrownBy(() -> insert(1).run(connection)).hasMessageContaining("duplicate key");
                    return 3;
                },
                insert(4));

        for (int hider : List.of(1, 2)) {
            assertThat(Answer.failureOf(group.get(hider)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("transaction is aborted");
        }
        assertThat(Answer.of(group.get(0))).isOne();
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(1, 4);
    }

    @Test
    void aSavepointThatTheServerRefusedIsNotTakenForTheOneBeforeIt() throws Exception {
        line.spoil(2);

        List<Receiver<Integer>> group = Group.submit(worker, insert(1), insert(2), insert(3), insert(4));

        assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(1))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(2))).isInstanceOf(SQLException.class);
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(4);
    }

    @Test
    void aSavepointThatTheServerRefusedIsNotHiddenByAMistakeInTheStatement() throws Exception {
        line.spoil(2);

        List<Receiver<Integer>> group = Group.submit(
                worker, insert(1), insert(2), connection -> Sql.number(connection, "SELECT 1 FROM"), insert(4));

        assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(1))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(2))).isInstanceOf(SQLException.class);
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(4);
    }

    @Test
    void aJobThatHasTheDriverSetSavepointsIsNotUndoneInPart() throws Exception {
        List<Receiver<Integer>> group = Group.submit(worker, insert(1), insert(2), connection -> {
            insert(30).run(connection);
            connection.unwrap(PGConnection.class).setAutosave(AutoSave.ALWAYS);
            insert(31).run(connection);
            throw new IllegalStateException("undo it");
        });

        assertThat(Answer.failureOf(group.get(2))).hasMessage("undo it");
        assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
        assertThat(entries()).isEmpty();
        assertThat(worker.<Integer>call(insert(5))).isEqualTo(5);
    }

    @Test
    void aJobThatIsCancelledInItsFirstStatementHarmsNobody() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                insert(2),
                connection -> {
                    begun.countDown();
                    return Sql.number(connection, "SELECT 1 FROM pg_sleep(600)");
                },
                insert(4));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        group.get(2).close();

        assertThat(Answer.of(group.get(0))).isOne();
        assertThat(Answer.of(group.get(1))).isEqualTo(2);
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(1, 2, 4);
    }

    @Test
    void aSessionThatEndsBetweenTheFenceAndItsStatementLetsNobodyBelieveInASuccess() throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                insert(2),
                connection -> {
                    try (Connection other = DriverManager.getConnection(url)) {
                        Sql.text(
                                other,
                                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                        + " WHERE state = 'idle in transaction' AND query LIKE 'INSERT INTO entry%'");
                    }
                    return insert(3).run(connection);
                },
                insert(4));

        assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(1))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(2))).isInstanceOf(SQLException.class);
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(4);
    }

    private static Job<Connection, Integer> insert(int id) {
        return connection -> {
            Sql.update(connection, INSERT, id);
            return id;
        };
    }

    private static Job<Connection, Integer> thenThrow(Job<Connection, Integer> job) {
        return connection -> {
            job.run(connection);
            try (Statement more = connection.createStatement()) {
                more.executeUpdate("INSERT INTO entry VALUES (99)");
            }
            throw new IllegalStateException("undo it");
        };
    }

    private Set<Integer> entries() throws SQLException {
        return Sql.numbers(url, "SELECT id FROM entry");
    }
}
