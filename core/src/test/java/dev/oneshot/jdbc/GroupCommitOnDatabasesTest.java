package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What group commit promises, on real databases. */
class GroupCommitOnDatabasesTest {

    private static final int CALLERS = 64;
    private static final int JOBS_EACH = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:%s/shop.db?journal_mode=WAL",
                "jdbc:h2:file:%s/shop",
                "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1"
            })
    void eachOf64CallersGetsItsOwnAnswerOrItsOwnErrorAndTheTableHoldsJustTheCommitted(String url) throws Exception {
        String database = url.formatted(folder);
        try (ConnectionWorker<Connection> worker = worker(database)) {
            execute(worker, "DROP TABLE IF EXISTS entry", "CREATE TABLE entry (id INT PRIMARY KEY)");
            Set<Integer> answered = new TreeSet<>();

            for (Future<List<Integer>> caller : callAll(worker)) {
                answered.addAll(caller.get(60, TimeUnit.SECONDS));
            }

            assertThat(answered).hasSize(CALLERS * JOBS_EACH * 9 / 10);
            assertThat(entries(database)).isEqualTo(answered);
            assertThat(worker.commits()).isLessThan(answered.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:%s/shop.db", "jdbc:h2:file:%s/shop"})
    void aStatementIsPreparedOnceForManyJobs(String url) throws Exception {
        try (ConnectionWorker<Connection> worker = worker(url.formatted(folder))) {
            execute(worker, "CREATE TABLE entry (id INT PRIMARY KEY)");
            Set<Statement> prepared = new java.util.HashSet<>();
            for (int job = 0; job < 5; job++) {
                int id = job;
                worker.call(connection -> {
                    try (var insert = connection.prepareStatement("INSERT INTO entry VALUES (?)")) {
                        insert.setInt(1, id);
                        insert.executeUpdate();
                        return prepared.add(insert.unwrap(Statement.class));
                    }
                });
            }
            assertThat(prepared).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:%s/shop.db", "jdbc:h2:file:%s/shop"})
    void aJobWithoutTheWorkersTransactionMayHaveItsOwn(String url) throws Exception {
        String database = url.formatted(folder);
        try (ConnectionWorker<Connection> worker = worker(database)) {
            execute(worker, "CREATE TABLE entry (id INT PRIMARY KEY)");
            worker.call(
                    connection -> {
                        connection.setAutoCommit(false);
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("INSERT INTO entry VALUES (1)");
                            connection.commit();
                            statement.execute("INSERT INTO entry VALUES (2)");
                        }
                        return null;
                    },
                    JobOptions.defaults().withTransaction(JobTransaction.NONE));
            execute(worker, "INSERT INTO entry VALUES (3)");

            assertThat(entries(database)).containsExactly(1, 3);
        }
    }

    private static ConnectionWorker<Connection> worker(String url) {
        ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.to(url))
                .name("entries")
                .deadline(Duration.ofSeconds(60))
                .build();
        worker.start();
        return worker;
    }

    private static List<Future<List<Integer>>> callAll(ConnectionWorker<Connection> worker) throws Exception {
        CountDownLatch together = new CountDownLatch(CALLERS);
        List<Callable<List<Integer>>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller * JOBS_EACH;
            callers.add(() -> {
                together.countDown();
                together.await();
                return insert(worker, first);
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            return threads.invokeAll(callers);
        } finally {
            threads.shutdown();
        }
    }

    /** The ids that were answered; one job in ten inserts and then fails with an error that names its id. */
    private static List<Integer> insert(ConnectionWorker<Connection> worker, int first) {
        List<Integer> answered = new ArrayList<>();
        for (int id = first; id < first + JOBS_EACH; id++) {
            int entry = id;
            try {
                int answer = worker.call(connection -> {
                    try (var insert = connection.prepareStatement("INSERT INTO entry VALUES (?)")) {
                        insert.setInt(1, entry);
                        insert.executeUpdate();
                    }
                    if (entry % 10 == 3) {
                        throw new SQLException("wrong " + entry);
                    }
                    return entry;
                });
                assertThat(answer).isEqualTo(entry);
                answered.add(answer);
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(SQLException.class).hasMessage("wrong " + entry);
                assertThat(entry % 10).isEqualTo(3);
            }
        }
        return answered;
    }

    private static void execute(ConnectionWorker<Connection> worker, String... statements) {
        worker.call(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    private static Set<Integer> entries(String url) throws SQLException {
        // H2 lets one process have the file open by several connections.
        Set<Integer> ids = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM entry")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }
}
