package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What group commit promises, on real databases. */
class GroupCommitOnDatabasesTest {

    private static final int CALLERS = 64;
    private static final int JOBS_EACH = 20;
    private static final String INSERT = "INSERT INTO entry VALUES (?)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void eachOf64CallersGetsItsOwnAnswerOrItsOwnErrorAndTheTableHoldsJustTheCommitted(Database database)
            throws Exception {
        String url = database.create(folder);
        Tally tally = new Tally();
        try (ConnectionWorker<Connection> worker = worker(url)) {
            Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY)");

            Tally.together(CALLERS, caller -> {
                for (int id = caller * JOBS_EACH; id < (caller + 1) * JOBS_EACH; id++) {
                    int entry = id;
                    tally.call(worker, entry, connection -> insert(connection, entry));
                }
            });

            assertThat(worker.commits()).isLessThan(tally.done.size());
            assertThat(worker.snapshot().connection().reconnects()).isZero();
        }
        assertThat(tally.done).hasSize(CALLERS * JOBS_EACH * 9 / 10);
        assertThat(tally.failed)
                .hasSize(CALLERS * JOBS_EACH / 10)
                .allSatisfy((entry, failure) -> assertThat(failure)
                        .isExactlyInstanceOf(SQLException.class)
                        .hasMessage("wrong " + entry));
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).isEqualTo(tally.done);
    }

    /** One in ten fails after it has inserted: half of these by the database, which then refuses all but a rollback. */
    private static int insert(Connection connection, int entry) throws SQLException {
        Sql.update(connection, INSERT, entry);
        if (entry % 20 == 3) {
            throw new SQLException("wrong " + entry);
        }
        if (entry % 20 == 13) {
            try {
                Sql.update(connection, INSERT, entry);
            } catch (SQLException e) {
                throw new SQLException("wrong " + entry, e);
            }
        }
        return entry;
    }

    @ParameterizedTest
    @EnumSource
    void aStatementIsPreparedOnceForManyJobs(Database database) throws Exception {
        String url = database.create(folder);
        Sql.define(url, "CREATE TABLE entry (id INT PRIMARY KEY)");
        try (Connection own = DriverManager.getConnection(url)) {
            PreparedTexts prepared = new PreparedTexts(own);
            ConnectionWorker<Connection> worker = ConnectionWorker.over(
                            JdbcConnector.over(new Lent(prepared.connection())))
                    .build();
            worker.start();
            for (int job = 0; job < 5; job++) {
                int id = job;
                worker.call(connection -> Sql.update(connection, INSERT, id));
            }
            worker.stop();
            assertThat(prepared.count(INSERT)).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobWithoutTheWorkersTransactionMayHaveItsOwn(Database database) throws Exception {
        String url = database.create(folder);
        try (ConnectionWorker<Connection> worker = worker(url)) {
            Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY)");
            worker.call(
                    connection -> {
                        connection.setAutoCommit(false);
                        Sql.update(connection, INSERT, 1);
                        connection.commit();
                        return Sql.update(connection, INSERT, 2);
                    },
                    JobOptions.defaults().withTransaction(JobTransaction.NONE));
            worker.call(connection -> Sql.update(connection, INSERT, 3));

            assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(1, 3);
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
}
