package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOutcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker over JDBC does with every database. A second connection, the witness, sees what is committed. */
@Timeout(60)
abstract class JdbcWorkerContract {

    ConnectionWorker<Connection> worker;
    Connection witness;

    /** Where the worker and the witness connect to; the same database every time within one test. */
    abstract String url() throws Exception;

    @BeforeEach
    void openBoth() throws Exception {
        witness = DriverManager.getConnection(url());
        update(witness, "create table item (id int primary key)");
        worker = ConnectionWorker.over(JdbcConnector.to(url()))
                .name("db")
                .group(256, Duration.ofMinutes(1))
                .build();
        worker.start();
    }

    @AfterEach
    void closeBoth() throws SQLException {
        worker.stop();
        witness.close();
    }

    @Test
    void whatAJobWroteIsCommittedWhenItsAnswerArrives() throws Exception {
        for (int i = 1; i <= 50; i++) {
            int id = i;
            worker.call(connection -> update(connection, "insert into item values (" + id + ")"));

            assertThat(countItems()).isEqualTo(i);
        }
    }

    @Test
    void whatAJobWroteIsNotSeenByOthersBeforeItIsCommitted() {
        int seen = worker.call(connection -> {
            update(connection, "insert into item values (1)");
            return countItems();
        });

        assertThat(seen).isZero();
    }

    @Test
    void whatAJobWroteIsGoneWhenItThrows() throws Exception {
        IllegalStateException thrown = new IllegalStateException("job");

        assertThatThrownBy(() -> worker.call(connection -> {
                    update(connection, "insert into item values (1)");
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(countItems()).isZero();
        worker.call(connection -> update(connection, "insert into item values (1)"));
        assertThat(countItems()).isOne();
        assertThat(worker.snapshot().connection().reconnects()).isZero();
    }

    @Test
    void theDatabasesOwnExceptionReachesTheCallerAndUndoesTheWholeJob() throws Exception {
        assertThatThrownBy(() -> worker.call(connection -> {
                    update(connection, "insert into item values (1)");
                    return update(connection, "insert into item values (1)");
                }))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SQLException.class);

        assertThat(countItems()).isZero();
        assertThat(worker.snapshot().connection().reconnects()).isZero();
    }

    @Test
    void statementsAndResultsThatAJobLeavesOpenAreClosedBeforeTheAnswer() {
        List<Statement> left = new ArrayList<>();
        List<ResultSet> results = new ArrayList<>();

        worker.call(connection -> {
            for (int i = 0; i < 200; i++) {
                PreparedStatement statement = connection.prepareStatement("select count(*) from item");
                left.add(statement);
                results.add(statement.executeQuery());
            }
            left.add(connection.createStatement());
            return null;
        });

        assertThat(left).hasSize(201).allMatch(JdbcWorkerContract::isClosed);
        assertThat(results).allSatisfy(result -> assertThat(result.isClosed()).isTrue());
    }

    @Test
    void aConnectionClosedUnderTheJobIsReplaced() throws Exception {
        assertThatThrownBy(() -> worker.call(connection -> {
                    update(connection, "insert into item values (1)");
                    physical(connection).close();
                    return null;
                }))
                .isInstanceOf(dev.oneshot.worker.OutcomeUnknownException.class);

        worker.call(connection -> update(connection, "insert into item values (2)"));
        assertThat(countItems()).isOne();
        assertThat(worker.snapshot().connection().reconnects()).isOne();
        assertThat(worker.count(JobOutcome.UNKNOWN)).isOne();
    }

    @Test
    void aConnectionClosedUnderAJobThatThrowsIsReplacedAndTheJobsFailureArrives() throws Exception {
        IllegalStateException thrown = new IllegalStateException("job");

        assertThatThrownBy(() -> worker.call(connection -> {
                    physical(connection).close();
                    throw thrown;
                }))
                .isSameAs(thrown);

        worker.call(connection -> update(connection, "insert into item values (2)"));
        assertThat(countItems()).isOne();
    }

    @Test
    void aViewThatIsKeptIsOfNoUseAfterTheJob() {
        Connection kept = worker.call(connection -> connection);

        assertThatThrownBy(kept::createStatement)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("a job must not keep its connection");
        assertThatThrownBy(() -> kept.setAutoCommit(false)).hasMessageContaining("must not keep");
        assertThatThrownBy(kept::commit).hasMessageContaining("must not keep");
        assertThatThrownBy(kept::rollback).hasMessageContaining("must not keep");
        assertThatThrownBy(() -> kept.unwrap(Connection.class)).hasMessageContaining("must not keep");
        assertThat(isClosed(kept)).isTrue();
        assertThat(isValid(kept)).isFalse();
        assertThat(kept.toString()).startsWith("ended lending of ");
    }

    @Test
    void statementsAndRowsThatAreKeptDoNotReachIntoALaterJobWithTheSameSql() throws Exception {
        update(witness, "insert into item values (1)");
        List<PreparedStatement> statements = new ArrayList<>();
        List<ResultSet> results = new ArrayList<>();
        worker.call(connection -> {
            PreparedStatement statement = connection.prepareStatement("select id from item");
            statements.add(statement);
            results.add(statement.executeQuery());
            return null;
        });

        int read = worker.call(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select id from item");
                    ResultSet rows = statement.executeQuery()) {
                assertThat(results.get(0).isClosed()).isTrue();
                assertThatThrownBy(results.get(0)::next).isInstanceOf(SQLException.class);
                assertThatThrownBy(statements.get(0)::executeQuery).isInstanceOf(SQLException.class);
                results.get(0).close();
                statements.get(0).close();
                return rows.next() ? rows.getInt(1) : 0;
            }
        });

        assertThat(read).isOne();
    }

    @Test
    void closeEndsTheViewAndTheJobIsStillCommitted() throws Exception {
        worker.call(connection -> {
            try (connection) {
                update(connection, "insert into item values (1)");
            }
            assertThat(connection.isClosed()).isTrue();
            assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
            return null;
        });

        assertThat(countItems()).isOne();
        assertThat(worker.snapshot().connection().reconnects()).isZero();
    }

    @Test
    void committingIsLeftToTheWorkerAndTheRefusalSaysSo() throws Exception {
        String help = "by itself: the worker commits when the job returns and rolls back when it throws";
        worker.call(connection -> {
            update(connection, "insert into item values (1)");
            assertThatThrownBy(connection::commit).hasMessageStartingWith("a job cannot commit " + help);
            assertThatThrownBy(connection::rollback).hasMessageStartingWith("a job cannot roll back " + help);
            assertThatThrownBy(() -> connection.setAutoCommit(true))
                    .hasMessageStartingWith("a job cannot switch to auto-commit " + help);
            connection.setAutoCommit(false);
            assertThat(connection.getAutoCommit()).isFalse();
            return null;
        });
        assertThat(countItems()).isOne();
    }

    @Test
    void aJobMayUseSavepoints() throws Exception {
        worker.call(connection -> {
            update(connection, "insert into item values (1)");
            var savepoint = connection.setSavepoint();
            update(connection, "insert into item values (2)");
            connection.rollback(savepoint);
            return null;
        });

        assertThat(countItems()).isOne();
    }

    @Test
    void unwrapGivesTheDriversOwnConnectionAndTheViewAsAConnection() {
        worker.call(connection -> {
            Connection physical = physical(connection);
            assertThat(physical).isNotSameAs(connection);
            assertThat(connection.isWrapperFor(physical.getClass())).isTrue();
            Connection unwrapped = connection.unwrap(Connection.class);
            assertThat(unwrapped).isSameAs(connection).isEqualTo(connection).hasSameHashCodeAs(connection);
            assertThat(connection).isNotEqualTo(physical);
            assertThat(connection.isValid(1)).isTrue();
            return null;
        });
    }

    @Test
    void anAnswerIsReceivedByPollingToo() {
        int updated =
                Runner.create().blockOn(worker.submit(connection -> update(connection, "insert into item values (1)")));

        assertThat(updated).isOne();
    }

    /** The driver's own connection, found by the class that the driver's manager gives out. */
    final Connection physical(Connection lent) throws SQLException {
        return lent.unwrap(witness.getClass());
    }

    final int countItems() throws SQLException {
        try (Statement statement = witness.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from item")) {
            result.next();
            return result.getInt(1);
        }
    }

    static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static boolean isClosed(Statement statement) {
        try {
            return statement.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
