package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Transactions;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over a connection that records its calls, and fails where the test says so. */
@Timeout(60)
class JdbcConnectorTest {

    private final List<String> calls = new ArrayList<>();
    private final Map<String, SQLException> failures = new HashMap<>();
    private boolean autoCommit = true;
    private boolean closed;

    private final Connection physical = proxy(Connection.class, (name, argument) -> switch (name) {
        case "getAutoCommit" -> autoCommit;
        case "isClosed" -> closed;
        case "getMetaData" -> proxy(DatabaseMetaData.class, (question, of) -> "any database");
        default -> {
            calls.add(argument == null ? name : name + " " + argument);
            if (name.equals("setAutoCommit")) {
                autoCommit = (Boolean) argument;
            }
            closed |= name.equals("close");
            SQLException failure = failures.getOrDefault(calls.get(calls.size() - 1), failures.get(name));
            if (failure != null) {
                throw failure;
            }
            yield null;
        }
    });
    private final JdbcConnector connector = JdbcConnector.over(proxy(DataSource.class, (name, argument) -> physical));

    private final Transactions transactions = new StandardTransactions(physical, false);

    @BeforeEach
    void startWithACleanRecord() {
        calls.clear();
    }

    @Test
    void aConnectionThatComesWithoutAutoCommitIsSwitchedOver() throws Exception {
        autoCommit = false;

        assertThat(connector.open()).isSameAs(physical);

        assertThat(calls).containsExactly("setAutoCommit true");
    }

    @Test
    void aConnectionThatCannotBePreparedIsClosed() {
        autoCommit = false;
        failures.put("setAutoCommit", new SQLException("no"));

        assertThatThrownBy(connector::open).hasMessage("no");

        assertThat(calls).containsExactly("setAutoCommit true", "close");
    }

    @Test
    void initialStatementsAreExecutedOnEachConnectionAndAFailureOfOneClosesIt() throws Exception {
        JdbcConnector prepared =
                JdbcConnector.to("jdbc:h2:mem:").withInitialSql("SET @greeting = 'hello'", "SET @whom = 'world'");
        for (int opened = 0; opened < 2; opened++) {
            try (Connection connection = prepared.open()) {
                assertThat(Sql.text(connection, "SELECT @greeting || ' ' || @whom"))
                        .isEqualTo("hello world");
            }
        }

        failures.put("createStatement", new SQLException("no"));
        assertThatThrownBy(connector.withInitialSql("LISTEN orders")::open).hasMessage("no");
        assertThat(closed).isTrue();
    }

    @Test
    void autoCommitModeComesBackAfterTheCommit() throws Exception {
        transactions.begin();
        transactions.commit();

        assertThat(calls).containsExactly("setAutoCommit false", "commit", "setAutoCommit true");
    }

    @Test
    void rollbackComesBeforeTheSwitchBackWhichWouldCommit() throws Exception {
        transactions.begin();
        transactions.rollback();

        assertThat(calls).containsExactly("setAutoCommit false", "rollback", "setAutoCommit true");
    }

    @Test
    void aRollbackThatFailsDoesNotSwitchBack() throws Exception {
        transactions.begin();
        failures.put("rollback", new SQLException("no"));

        assertThatThrownBy(transactions::rollback).hasMessage("no");

        assertThat(calls).containsExactly("setAutoCommit false", "rollback");
    }

    @Test
    void aBeginThatFailsHalfwayIsTakenBack() {
        SQLException busy = new SQLException("busy");
        failures.put("setAutoCommit false", busy);

        assertThatThrownBy(transactions::begin).isSameAs(busy);

        assertThat(calls).containsExactly("setAutoCommit false", "setAutoCommit true");
        assertThat(autoCommit).isTrue();
        assertThat(closed).isFalse();
    }

    @Test
    void aBeginThatCannotBeTakenBackCostsTheConnection() {
        SQLException busy = new SQLException("busy");
        SQLException stuck = new SQLException("stuck");
        failures.put("setAutoCommit false", busy);
        failures.put("setAutoCommit true", stuck);

        assertThatThrownBy(transactions::begin).isSameAs(busy).hasSuppressedException(stuck);

        assertThat(closed).isTrue();
        assertThat(connector.isBroken(physical, busy)).isTrue();
    }

    @Test
    void aDeadlockTakesTheTransactionWithItAndOtherFailuresDoNot() throws Exception {
        StandardTransactions keeping = new StandardTransactions(physical, true);
        keeping.failed(new SQLException("deadlock", "40001"));
        assertThat(keeping.keepsAfterFailedStatement()).as("before any").isTrue();

        keeping.begin();
        keeping.failed(new SQLException("duplicate", "23505"));
        keeping.failed(new SQLException("no state"));
        assertThat(keeping.keepsAfterFailedStatement()).isTrue();

        keeping.failed(new SQLException("deadlock", "40001"));
        assertThat(keeping.keepsAfterFailedStatement()).isFalse();

        keeping.rollback();
        assertThat(keeping.keepsAfterFailedStatement()).isTrue();
    }

    @Test
    void whereFencesAreNeededOneUndoesWhatAFailureDid() throws Exception {
        transactions.begin();

        ((StandardTransactions) transactions).failed(new SQLException("deadlock", "40001"));

        assertThat(transactions.keepsAfterFailedStatement()).isFalse();
        transactions.commit();
        assertThat(calls).contains("commit");
    }

    @Test
    void closeRollsBackAnOpenTransactionSinceSomeDriversWouldCommitIt() throws Exception {
        transactions.begin();
        calls.clear();

        connector.close(physical);

        assertThat(calls).containsExactly("rollback", "close");
    }

    @Test
    void closeClosesEvenIfItCannotRollBack() throws Exception {
        transactions.begin();
        calls.clear();
        failures.put("rollback", new SQLException("no"));

        assertThatThrownBy(() -> connector.close(physical)).hasMessage("no");

        assertThat(closed).isTrue();
    }

    @Test
    void aDataSourceServesAsWellAsAUrl() throws Exception {
        try (Connection memory = DriverManager.getConnection("jdbc:h2:mem:")) {
            DataSource dataSource = proxy(DataSource.class, (name, argument) -> memory);
            try (ConnectionWorker<Connection> worker =
                    ConnectionWorker.over(JdbcConnector.over(dataSource)).build()) {
                worker.start();

                boolean valid = worker.call(connection -> connection.isValid(1));

                assertThat(valid).isTrue();
                assertThat(connector.threadBound()).isFalse();
            }
            assertThat(memory.isClosed()).isTrue();
        }
    }

    @FunctionalInterface
    private interface Behaviour {
        Object answer(String method, Object argument) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                JdbcConnectorTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        behaviour.answer(method.getName(), arguments == null ? null : arguments[0])));
    }
}
