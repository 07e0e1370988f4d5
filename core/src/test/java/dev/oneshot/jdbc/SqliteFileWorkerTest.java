package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.worker.JobOutcome;
import dev.oneshot.worker.OutcomeUnknownException;
import dev.oneshot.worker.RolledBackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileWorkerTest extends JdbcWorkerContract {

    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + file() + "?journal_mode=WAL&synchronous=FULL&foreign_keys=on" + "&busy_timeout=0";
    }

    private Path file() {
        return folder.resolve("shop.db");
    }

    @Test
    void noLockIsHeldBetweenJobs() throws Exception {
        worker.call(connection -> update(connection, "insert into item values (1)"));
        update(witness, "insert into item values (2)");
        assertThatThrownBy(() -> worker.call(connection -> update(connection, "no sql")))
                .isInstanceOf(CompletionException.class);
        update(witness, "insert into item values (3)");
        worker.call(connection -> update(connection, "insert into item values (4)"));
        update(witness, "insert into item values (5)");

        assertThat(countItems()).isEqualTo(5);
    }

    @Test
    void aQueryWhoseRowsNobodyReadHoldsNoLockAfterItsJob() throws Exception {
        update(witness, "insert into item values (1)");
        worker.call(
                connection -> connection.prepareStatement("select id from item").execute());
        update(witness, "insert into item values (2)");

        try (Statement statement = witness.createStatement();
                var result = statement.executeQuery("pragma wal_checkpoint(TRUNCATE)")) {
            assertThat(result.getInt("busy")).isZero();
        }
    }

    @Test
    void aJobHoldsTheWriteLockFromItsBeginning() {
        worker.call(connection -> {
            assertThatThrownBy(() -> update(witness, "insert into item values (1)"))
                    .hasMessageContaining("SQLITE_BUSY");
            return null;
        });
    }

    @Test
    void aJobThatCannotBeginFailsAndTheNextRunsInATransactionAllTheSame() throws Exception {
        update(witness, "begin immediate");
        assertThatThrownBy(() -> worker.call(connection -> update(connection, "insert into item values (1)")))
                .isInstanceOf(CompletionException.class)
                .cause()
                .hasMessageContaining("SQLITE_BUSY");
        update(witness, "commit");

        assertThatThrownBy(() -> worker.call(connection -> {
                    update(connection, "insert into item values (2)");
                    throw new IllegalStateException("undo it");
                }))
                .hasMessage("undo it");
        assertThat(countItems()).as("rolled back").isZero();
        worker.call(connection -> update(connection, "insert into item values (3)"));
        assertThat(countItems()).isOne();
        assertThat(worker.snapshot().connection().reconnects()).isZero();
        assertThat(worker.count(JobOutcome.FAILED)).isEqualTo(2);
    }

    @Test
    void aCommitThatADeferredForeignKeyRefusesFailsThatJobAlone() throws Exception {
        update(witness, "create table line (item int references item (id) deferrable initially deferred, number int)");

        assertThatThrownBy(() -> worker.call(connection -> update(connection, "insert into line values (7, 1)")))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("FOREIGN KEY constraint failed");

        update(witness, "insert into item values (1)");
        worker.call(connection -> update(connection, "insert into line values (1, 1)"));
        assertThat(lines()).isOne();
        assertThat(worker.count(JobOutcome.FAILED)).isOne();
        assertThat(worker.count(JobOutcome.UNKNOWN)).isZero();
        assertThat(worker.snapshot().connection().reconnects()).isZero();
    }

    @Test
    void aJobWhoseTransactionTheDatabaseItselfRolledBackIsNotToldThatItSucceeded() throws Exception {
        update(witness, "insert into item values (1)");

        assertThatThrownBy(() -> worker.call(connection -> {
                    update(connection, "insert into item values (2)");
                    try {
                        update(connection, "insert or rollback into item values (1)");
                    } catch (SQLException expected) {
                        // A job that goes on as if nothing had happened.
                    }
                    return "done";
                }))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(countItems()).isOne();
        worker.call(connection -> update(connection, "insert into item values (3)"));
        assertThat(countItems()).isEqualTo(2);
    }

    @Test
    void aJobOfAGroupThatWentOnAfterTheDatabaseRolledBackIsUnknownAndThoseBeforeItAreRolledBack() throws Exception {
        List<Receiver<String>> group = Group.submit(
                worker, connection -> "done " + update(connection, "insert into item values (1)"), connection -> {
                    update(connection, "insert into item values (2)");
                    try {
                        update(connection, "insert or rollback into item values (2)");
                    } catch (SQLException expected) {
                        // From here on nothing can be taken back.
                    }
                    return "done " + update(connection, "insert into item values (3)");
                });

        assertThat(Answer.failureOf(group.get(0))).isInstanceOf(RolledBackException.class);
        assertThat(Answer.failureOf(group.get(1))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(Sql.numbers(url(), "select id from item")).containsExactly(3);
    }

    @Test
    void aJobThatSetASavepointIsNotToldThatItSucceededEither() throws Exception {
        update(witness, "insert into item values (1)");

        assertThatThrownBy(() -> worker.call(connection -> {
                    connection.setSavepoint();
                    update(connection, "insert into item values (2)");
                    try {
                        update(connection, "insert or rollback into item values (1)");
                    } catch (SQLException expected) {
                        // A job that goes on as if nothing had happened.
                    }
                    return update(connection, "insert into item values (3)");
                }))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(Sql.numbers(url(), "select id from item")).containsExactly(1, 3);
        worker.call(connection -> update(connection, "insert into item values (4)"));
        assertThat(countItems()).isEqualTo(3);
    }

    @Test
    void aConnectionThatGoesBackToItsPoolInTheMiddleOfATransactionIsRolledBack() throws Exception {
        try (Connection pooled = DriverManager.getConnection(url())) {
            JdbcConnector connector = JdbcConnector.over(new Lent(pooled));
            Connection taken = connector.open();
            connector.session(taken).transactions().begin();
            update(taken, "insert into item values (1)");

            connector.close(taken);

            update(witness, "insert into item values (2)");
            assertThat(Sql.numbers(url(), "select id from item")).containsExactly(2);
        }
    }

    @Test
    void theFileCanBeDeletedAfterAStop() throws Exception {
        worker.call(connection -> update(connection, "insert into item values (1)"));
        witness.close();
        assertThat(Files.exists(walFile())).isTrue();

        worker.stop();

        assertThat(Files.exists(walFile())).isFalse();
        Files.delete(file());
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aWorkerThatIsStartedAgainFindsWhatItHadCommitted() {
        worker.call(connection -> update(connection, "insert into item values (1)"));
        worker.stop();

        worker.start();

        int items = worker.call(connection -> {
            try (Statement statement = connection.createStatement();
                    var result = statement.executeQuery("select count(*) from item")) {
                return result.getInt(1);
            }
        });
        assertThat(items).isOne();
    }

    private Path walFile() {
        return folder.resolve("shop.db-wal");
    }

    private int lines() throws SQLException {
        try (Statement statement = witness.createStatement();
                var result = statement.executeQuery("select count(*) from line")) {
            return result.getInt(1);
        }
    }
}
