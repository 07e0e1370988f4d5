package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.OutcomeUnknownException;
import dev.oneshot.worker.RolledBackException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Jobs on PostgreSQL that do what might take away the mark that separates them from others, or evade it. */
class DoubtedFenceTest {

    private static final String INSERT = "INSERT INTO entry VALUES (?)";
    private static final String LARGE_OBJECTS = "SELECT count(*) FROM pg_largeobject_metadata";

    private final String url = Postgres.createSchema();
    private ConnectionWorker<Connection> worker = Group.workerOn(url);

    DoubtedFenceTest() throws SQLException {}

    @BeforeEach
    void start() {
        worker.start();
        worker.call(connection -> Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY, picture OID)"));
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROLLBACK", "ROLLBACK AND CHAIN", "ROLLBACK; BEGIN", "SELECT 1; ROLLBACK AND CHAIN"})
    void nobodyIsToldOfASuccessThatAJobHasRolledBackBySql(String ending) throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                insert(2),
                connection -> {
                    Sql.number(connection, "SELECT 1");
                    execute(connection, ending);
                    return 3;
                },
                insert(4));

        assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(1))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(2))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(4);
    }

    @Test
    void aFirstStatementThatIsSeveralIsFencedAsAWhole() throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    execute(connection, "SELECT 1; ROLLBACK");
                    return 2;
                },
                insert(3));

        assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(1))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(Answer.of(group.get(2))).isEqualTo(3);
        assertThat(entries()).containsExactly(3);
    }

    @Test
    void aJobCannotGoBackToASavepointOfAnEarlierOne() throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    insert(2).run(connection);
                    execute(connection, "SAVEPOINT mine");
                    return insert(22).run(connection);
                },
                connection -> {
                    Sql.number(connection, "SELECT 1");
                    execute(connection, "ROLLBACK TO mine");
                    return 3;
                },
                insert(4));

        assertThat(Answer.failureOf(group.get(2))).hasMessageContaining("savepoint \"mine\" does not exist");
        assertThat(group.subList(0, 2)).extracting(Answer::of).containsExactly(1, 22);
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(1, 2, 4, 22);
    }

    @Test
    void aJobThatIsNotFencedDoesNotSufferFromTheFenceOfAFailedOne() throws Exception {
        CountDownLatch free = Group.occupy(worker);
        JobOptions oneStatement = JobOptions.named("fail").withTransaction(JobTransaction.STATEMENT);
        Job<Connection, Integer> fail = connection -> Sql.update(connection, "INSERT INTO entry VALUES (?::int/0)", 1);
        List<Receiver<Integer>> group = new ArrayList<>();
        group.add(worker.submit(fail, oneStatement));
        group.add(worker.submit(fail, oneStatement));
        group.add(worker.submit(insert(2)));
        group.add(worker.submit(insert(3)));
        free.countDown();

        assertThat(Answer.failureOf(group.get(0))).hasMessageContaining("division by zero");
        assertThat(Answer.failureOf(group.get(1))).hasMessageContaining("division by zero");
        assertThat(Answer.of(group.get(2))).isEqualTo(2);
        assertThat(Answer.of(group.get(3))).isEqualTo(3);
        assertThat(entries()).containsExactly(2, 3);
    }

    @Test
    void aDriverThatReleasesItsSavepointsIsNotReliedOn() throws Exception {
        worker.stop();
        worker = Group.workerOn(url + "&cleanupSavepoints=true");
        worker.start();

        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                insert(1),
                insert(3),
                connection -> {
                    insert(99).run(connection);
                    throw new IllegalStateException("undo it");
                },
                insert(5));

        assertThat(Answer.failureOf(group.get(1))).hasMessageContaining("duplicate key");
        assertThat(Answer.failureOf(group.get(3))).hasMessage("undo it");
        for (int done : List.of(0, 2, 4)) {
            assertThat(Answer.of(group.get(done))).isEqualTo(done + 1);
        }
        assertThat(entries()).containsExactly(1, 3, 5);
    }

    @Test
    void aJobWhoseFirstStatementFailedDoesNotGetTheDriversConnection() throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    assertThatThrownBy(() -> insert(1).run(connection)).hasMessageContaining("duplicate key");
                    return insert(77).run((Connection) connection.unwrap(PGConnection.class));
                },
                insert(3));

        assertThat(Answer.failureOf(group.get(1))).hasMessageContaining("transaction is aborted");
        assertThat(Answer.of(group.get(0))).isOne();
        assertThat(Answer.of(group.get(2))).isEqualTo(3);
        assertThat(entries()).containsExactly(1, 3);
    }

    @Test
    void aJobWhoseFirstStatementFailedLeavesNoLargeObject() throws Exception {
        int before = worker.call(connection -> Sql.number(connection, LARGE_OBJECTS));

        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    assertThatThrownBy(() -> insert(1).run(connection)).hasMessageContaining("duplicate key");
                    return insertPicture(connection, statement -> statement.setBlob(1, content()));
                },
                insert(3));

        assertThat(Answer.failureOf(group.get(1))).hasMessageContaining("transaction is aborted");
        assertThat(Answer.of(group.get(2))).isEqualTo(3);
        assertThat(worker.<Integer>call(connection -> Sql.number(connection, LARGE_OBJECTS)))
                .isEqualTo(before);
    }

    @Test
    void aStreamThatBecomesALargeObjectIsUndoneWithItsJob() throws Exception {
        int before = worker.call(connection -> Sql.number(connection, LARGE_OBJECTS));

        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    insertPicture(connection, statement -> statement.setObject(1, content(), Types.BLOB));
                    throw new IllegalStateException("undo it");
                },
                insert(3));

        assertThat(Answer.failureOf(group.get(1))).hasMessage("undo it");
        assertThat(Answer.of(group.get(2))).isEqualTo(3);
        assertThat(worker.<Integer>call(connection -> Sql.number(connection, LARGE_OBJECTS)))
                .isEqualTo(before);
        assertThat(entries()).containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO entry VALUES (80); INSERT INTO entry SELECT length(?::bytea)",
                "INSERT INTO entry SELECT length(?::bytea)"
            })
    void aStatementIsUndoneWhoseStreamFailsHalfWay(String sql) throws Exception {
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                insert(2),
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setBinaryStream(1, failing(), 10);
                        return statement.executeUpdate();
                    }
                },
                insert(4));

        assertThat(Answer.failureOf(group.get(2))).isInstanceOf(SQLException.class);
        for (int done : List.of(0, 1, 3)) {
            assertThat(Answer.of(group.get(done))).isEqualTo(done + 1);
        }
        assertThat(entries()).containsExactly(1, 2, 4);
    }

    @Test
    void whatAJobHasUnwrappedAndKeptIsFencedInLaterJobs() throws Exception {
        AtomicReference<Connection> kept = new AtomicReference<>();
        List<Receiver<Integer>> group = Group.submit(
                worker,
                insert(1),
                connection -> {
                    kept.set((Connection) connection.unwrap(PGConnection.class));
                    return 2;
                },
                connection -> {
                    insert(81).run(kept.get());
                    throw new IllegalStateException("undo it");
                },
                insert(4));

        assertThat(Answer.failureOf(group.get(2))).hasMessage("undo it");
        assertThat(Answer.of(group.get(1))).isEqualTo(2);
        assertThat(Answer.of(group.get(3))).isEqualTo(4);
        assertThat(entries()).containsExactly(1, 4);
    }

    @Test
    void theMetaDataOfferNoWayAroundTheLentConnection() {
        boolean same = worker.call(connection -> connection.getMetaData().getConnection() == connection);

        assertThat(same).isTrue();
    }

    private static InputStream content() {
        return new ByteArrayInputStream(new byte[] {1});
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the stream is broken");
            }
        };
    }

    private static int insertPicture(Connection connection, Binding picture) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO entry VALUES (79, ?)")) {
            picture.to(statement);
            return statement.executeUpdate();
        }
    }

    private static Job<Connection, Integer> insert(int id) {
        return connection -> {
            Sql.update(connection, INSERT, id);
            return id;
        };
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Set<Integer> entries() throws SQLException {
        return Sql.numbers(url, "SELECT id FROM entry");
    }

    /** How a statement gets its parameter. */
    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }
}
