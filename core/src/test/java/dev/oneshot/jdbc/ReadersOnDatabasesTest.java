package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Readers read what is committed, beside the writer, and write nothing. */
class ReadersOnDatabasesTest {

    private static final String COUNT = "SELECT count(*) FROM entry";
    private static final JobOptions READ = JobOptions.named("read").readOnly();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aReadSeesWhatIsCommittedWhileTheWriterIsInTheMiddleOfAnotherJob(Database database) throws Exception {
        try (ConnectionWorker<Connection> worker = worker(database.create(folder))) {
            worker.call(connection -> Sql.update(connection, "INSERT INTO entry VALUES (1)"));

            int seen = worker.call(connection -> {
                Sql.update(connection, "INSERT INTO entry VALUES (2)");
                return Answer.of(worker.submit(read -> Sql.number(read, COUNT), READ));
            });

            assertThat(seen).isOne();
            int after = worker.call(connection -> Sql.number(connection, COUNT), READ);
            assertThat(after).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteIsRefusedInWhateverTransaction(Database database) throws Exception {
        String url = database.create(folder);
        try (ConnectionWorker<Connection> worker = worker(url)) {
            for (JobTransaction transaction : JobTransaction.values()) {
                assertThatThrownBy(() -> worker.call(
                                connection -> Sql.update(connection, "INSERT INTO entry VALUES (1)"),
                                READ.withTransaction(transaction)))
                        .as(transaction.toString())
                        .hasRootCauseInstanceOf(SQLException.class);
            }
            int seen = worker.call(connection -> Sql.number(connection, COUNT), READ);
            assertThat(seen).isZero();
            assertThat(worker.snapshot().readers().seats())
                    .allSatisfy(reader ->
                            assertThat(reader.connection().reconnects()).isZero());
        }
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDefinitionIsRefusedWithWhatWasWrittenBeforeIt(Database database) throws Exception {
        String url = database.create(folder);
        try (ConnectionWorker<Connection> worker = worker(url)) {
            for (JobTransaction transaction : JobTransaction.values()) {
                assertThatThrownBy(() -> worker.call(
                                connection -> {
                                    Sql.update(connection, "INSERT INTO entry VALUES (1)");
                                    return Sql.update(connection, "CREATE TABLE another (id INT)");
                                },
                                READ.withTransaction(transaction)))
                        .as(transaction.toString())
                        .hasRootCauseInstanceOf(SQLException.class);
            }
        }
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).isEmpty();
        assertThatThrownBy(() -> Sql.numbers(url, "SELECT id FROM another")).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsGivenBackCanWriteAgain(Database database) throws Exception {
        String url = database.create(folder);
        try (Connection pooled = DriverManager.getConnection(url)) {
            JdbcConnector readers = JdbcConnector.over(new Lent(pooled)).readOnly();
            Connection reader = readers.open();
            readers.session(reader);
            readers.close(reader);
            // As a pool does by itself.
            if (database != Database.SQLITE) {
                pooled.setReadOnly(false);
            }

            Sql.update(pooled, "CREATE TABLE entry (id INT PRIMARY KEY)");
            assertThat(Sql.update(pooled, "INSERT INTO entry VALUES (1)")).isOne();
        }
    }

    private static ConnectionWorker<Connection> worker(String url) {
        JdbcConnector connector = JdbcConnector.to(url);
        ConnectionWorker<Connection> worker = ConnectionWorker.over(connector)
                .name("entries")
                .readers(2, connector.readOnly())
                .deadline(Duration.ofMinutes(1))
                .build();
        worker.start();
        Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY)");
        return worker;
    }
}
