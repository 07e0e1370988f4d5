package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data definition in jobs: on H2 it commits, which must not touch what other jobs are told. */
class DataDefinitionOnDatabasesTest {

    private static final Set<Database> COMMITTING = Set.of(Database.H2_FILE, Database.H2_MEMORY);
    private static final String DEFINITION = "CREATE TABLE another (id INT)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aJobThatDefinesAndFailsInAGroupChangesNothingForTheOthers(Database database) throws Exception {
        String url = database.create(folder);
        try (ConnectionWorker<Connection> worker = worker(url, 256)) {
            List<Receiver<Integer>> group = Group.submit(
                    worker,
                    insert(1),
                    connection -> {
                        insert(2).run(connection);
                        Sql.update(connection, DEFINITION);
                        insert(3).run(connection);
                        throw new IllegalStateException("wrong");
                    },
                    insert(4));

            assertThat(Answer.of(group.get(0))).isOne();
            assertThat(Answer.of(group.get(2))).isOne();
            assertThat(Answer.failureOf(group.get(1)))
                    .hasMessageContaining(
                            COMMITTING.contains(database) ? "use JobOptions.withTransaction(OWN)" : "wrong");
        }
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactlyInAnyOrder(1, 4);
        assertThatThrownBy(() -> Sql.numbers(url, "SELECT id FROM another")).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aJobMayDefineInATransactionOfItsOwnAndInNone(Database database) throws Exception {
        String url = database.create(folder);
        try (ConnectionWorker<Connection> worker = worker(url, 256)) {
            for (JobTransaction transaction : List.of(JobTransaction.OWN, JobTransaction.NONE)) {
                worker.call(
                        connection -> Sql.update(connection, "CREATE TABLE " + transaction + "_table (id INT)"),
                        JobOptions.defaults().withTransaction(transaction));
            }
        }
        assertThat(Sql.numbers(url, "SELECT id FROM own_table")).isEmpty();
        assertThat(Sql.numbers(url, "SELECT id FROM none_table")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aJobMayDefineWhereNoneShareATransaction(Database database) throws Exception {
        String url = database.create(folder);
        try (ConnectionWorker<Connection> worker = worker(url, 1)) {
            worker.call(connection -> Sql.update(connection, DEFINITION));
        }
        assertThat(Sql.numbers(url, "SELECT id FROM another")).isEmpty();
    }

    @Test
    void thereIsNoWayAroundTheRefusal() throws Exception {
        Map<String, Job<Connection, Object>> ways = Map.of(
                "execute", connection -> connection.createStatement().execute(DEFINITION),
                "executeUpdate", connection -> connection.createStatement().executeUpdate("/* */" + DEFINITION),
                "executeLargeUpdate", connection -> connection.createStatement().executeLargeUpdate(DEFINITION),
                "executeQuery", connection -> connection.createStatement().executeQuery(DEFINITION),
                "keys", connection -> connection.createStatement().execute(DEFINITION, Statement.RETURN_GENERATED_KEYS),
                "two", connection -> connection.createStatement().execute("SELECT 1; " + DEFINITION),
                "batch",
                        connection -> {
                            Statement batch = connection.createStatement();
                            batch.addBatch(DEFINITION);
                            return batch.executeBatch();
                        },
                "prepared",
                        connection -> connection.prepareStatement(DEFINITION).execute(),
                "prepared otherwise",
                        connection -> connection
                                .prepareStatement(DEFINITION, Statement.RETURN_GENERATED_KEYS)
                                .execute(),
                "call", connection -> connection.prepareCall(DEFINITION).execute());
        try (ConnectionWorker<Connection> worker = worker(Database.H2_MEMORY.create(folder), 256)) {
            ways.forEach((way, job) -> assertThatThrownBy(() -> worker.call(job))
                    .as(way)
                    .rootCause()
                    .hasMessageStartingWith("CREATE commits on this database"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQueryThatIsPreparedAgainReadsTheTableAsItIsNow(Database database) throws Exception {
        String url = database.create(folder);
        try (ConnectionWorker<Connection> worker = worker(url, 256)) {
            // H2 looks its columns up in a map, which goes stale, only if there are three at least.
            Sql.define(worker, "CREATE TABLE point (x INT, y INT, z INT)");
            worker.call(connection -> Sql.update(connection, "INSERT INTO point VALUES (1, 2, 3)"));
            assertThat(worker.call(DataDefinitionOnDatabasesTest::yOfAllColumns))
                    .isEqualTo(2);

            try (Connection other = DriverManager.getConnection(url)) {
                Sql.update(other, "ALTER TABLE point ADD COLUMN another INT DEFAULT 4");
                Sql.update(other, "ALTER TABLE point DROP COLUMN x");
            }

            assertThat(worker.call(DataDefinitionOnDatabasesTest::yOfAllColumns))
                    .isEqualTo(2);
        }
    }

    private static Integer yOfAllColumns(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT * FROM point");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getInt("y");
        }
    }

    private static Job<Connection, Integer> insert(int id) {
        return connection -> Sql.update(connection, "INSERT INTO entry VALUES (?)", id);
    }

    private static ConnectionWorker<Connection> worker(String url, int maxJobs) {
        ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.to(url))
                .name("entries")
                .group(maxJobs, Duration.ofMinutes(1))
                .deadline(Duration.ofSeconds(60))
                .build();
        worker.start();
        Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY)");
        return worker;
    }
}
