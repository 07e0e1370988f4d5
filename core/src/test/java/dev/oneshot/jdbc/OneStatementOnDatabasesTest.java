package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.Transactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs of one statement, which is as in auto-commit mode, whether it stands alone or among other jobs' work. */
class OneStatementOnDatabasesTest {

    @TempDir
    Path folder;

    private String url;
    private Connection connection;
    private JdbcSession session;

    private void open(Database database, boolean readOnly) throws Exception {
        url = database.create(folder);
        connection = DriverManager.getConnection(url);
        Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY)");
        session = JdbcSession.of(connection, readOnly);
    }

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheJobSeesIsTheSameAloneAndInTheWorkersTransaction(Database database) throws Exception {
        open(database, false);

        refusesAllButOneStatement(1);
        session.transactions().begin();
        refusesAllButOneStatement(2);
        session.transactions().commit();

        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(1, 2);
    }

    private void refusesAllButOneStatement(int id) throws SQLException {
        Connection lent = session.lend(JobTransaction.STATEMENT);
        assertThat(lent.getAutoCommit()).isTrue();
        lent.setAutoCommit(true);
        assertRefused("begin a transaction", () -> lent.setAutoCommit(false));
        assertRefused("commit", lent::commit);
        assertRefused("roll back", lent::rollback);
        assertRefused("set a savepoint", lent::setSavepoint);
        assertRefused("set a savepoint", () -> lent.setSavepoint("mine"));
        try (PreparedStatement insert = lent.prepareStatement("INSERT INTO entry VALUES (?)");
                Statement another = lent.createStatement()) {
            insert.setInt(1, id);
            assertRefused("execute a batch", insert::addBatch);
            assertRefused("execute a batch", () -> another.addBatch("DELETE FROM entry"));

            assertThat(insert.executeUpdate()).isOne();

            assertRefused("execute a second one", insert::executeUpdate);
            assertRefused("execute a second one", () -> another.executeQuery("SELECT id FROM entry"));
        }
        session.returned(lent);
        session.reclaim(lent);
    }

    private static void assertRefused(String what, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("a job with JobTransaction.STATEMENT cannot " + what)
                .hasMessageEndingWith("a job with JobTransaction.SHARED may execute many");
    }

    @ParameterizedTest
    @EnumSource
    void aStatementOutsideOfAnyTransactionIsFinalAtOnce(Database database) throws Exception {
        open(database, false);

        Connection lent = session.lend(JobTransaction.STATEMENT);
        Sql.update(lent, "INSERT INTO entry VALUES (?)", 1);

        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(1);
        session.reclaim(lent);
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatFailsUndoesItselfAlone(Database database) throws Exception {
        open(database, false);
        Transactions transactions = session.transactions();
        transactions.begin();
        assertThat(transactions.keepsAfterFailedStatement())
                .as("as documented")
                .isEqualTo(database != Database.POSTGRES);
        assumeThat(transactions.keepsAfterFailedStatement()).isTrue();
        insert(1);

        assertThatThrownBy(() -> insertAll("SELECT 2 UNION ALL SELECT 1")).isInstanceOf(SQLException.class);

        assertThat(transactions.keepsAfterFailedStatement()).isTrue();
        insert(3);
        transactions.commit();
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(1, 3);
    }

    @Test
    void aFailureThatTookTheTransactionWithItIsNoticedBeforeAnythingElseIsDone() throws Exception {
        open(Database.SQLITE, false);
        Transactions transactions = session.transactions();
        transactions.begin();
        insert(1);

        Connection lent = session.lend(JobTransaction.STATEMENT);
        assertThatThrownBy(() -> Sql.update(lent, "INSERT OR ROLLBACK INTO entry VALUES (?)", 1))
                .hasMessageContaining("UNIQUE");

        assertThat(transactions.keepsAfterFailedStatement()).isFalse();
        assertLost(() -> session.returned(lent));
        session.reclaim(lent);
        assertLost(() -> insert(2));
        assertLost(transactions::fence);
        assertLost(transactions::commit);
        transactions.rollback();
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).isEmpty();

        assertThat(transactions.keepsAfterFailedStatement()).isTrue();
        transactions.begin();
        insert(3);
        transactions.commit();
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(3);
    }

    @Test
    void aFailureOutsideOfAnyTransactionTakesNothingWithIt() throws Exception {
        open(Database.SQLITE, false);
        insert(1);

        assertThatThrownBy(() -> insert(1)).isInstanceOf(SQLException.class);

        assertThat(session.transactions().keepsAfterFailedStatement()).isTrue();
        session.transactions().begin();
        insert(2);
        session.transactions().commit();
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(1, 2);
    }

    private static void assertLost(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).hasMessageStartingWith("the database has rolled back the transaction");
    }

    @ParameterizedTest
    @EnumSource
    void aReadersOneStatementReadsAndDoesNotWrite(Database database) throws Exception {
        open(database, true);
        Connection lent = session.lend(JobTransaction.STATEMENT);
        assertThat(Sql.number(lent, "SELECT count(*) FROM entry")).isZero();
        session.returned(lent);
        session.reclaim(lent);

        assertThatThrownBy(() -> insert(1)).isInstanceOf(SQLException.class);

        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerRunsAJobOfOneStatement(Database database) throws Exception {
        open(database, false);
        JobOptions once = JobOptions.defaults().withTransaction(JobTransaction.STATEMENT);
        try (ConnectionWorker<Connection> worker =
                ConnectionWorker.over(JdbcConnector.to(url)).name("entries").build()) {
            worker.start();
            for (int id = 1; id <= 3; id++) {
                int next = id;
                int inserted = worker.call(lent -> Sql.update(lent, "INSERT INTO entry VALUES (?)", next), once);
                assertThat(inserted).isOne();
            }
            int read = worker.call(lent -> Sql.number(lent, "SELECT count(*) FROM entry"), once);
            assertThat(read).isEqualTo(3);
            assertThatThrownBy(() -> worker.call(lent -> Sql.update(lent, "INSERT INTO entry VALUES (?)", 3), once))
                    .hasRootCauseInstanceOf(SQLException.class);
        }
        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(1, 2, 3);
    }

    private void insert(int id) throws SQLException {
        insertAll("VALUES (" + id + ")");
    }

    private void insertAll(String rows) throws SQLException {
        Connection lent = session.lend(JobTransaction.STATEMENT);
        try {
            Sql.update(lent, "INSERT INTO entry " + rows);
            session.returned(lent);
        } finally {
            session.reclaim(lent);
        }
    }
}
