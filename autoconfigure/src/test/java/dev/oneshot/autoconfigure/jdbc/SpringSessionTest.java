package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_UNKNOWN;

import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a session binds to the thread and takes from it, step by step on the thread of the test. */
class SpringSessionTest {

    private final DataSource dataSource = new DriverManagerDataSource("jdbc:h2:mem:session");
    private final SpringConnector connector = SpringConnector.over(dataSource);
    private final List<Integer> told = new ArrayList<>();

    private Connection connection;
    private Session<Connection> session;

    @BeforeEach
    void open() throws SQLException {
        connection = connector.open();
        session = connector.session(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connector.close(connection);
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
    }

    @Test
    void aJobHasItsConnectionBoundAndLeavesNothing() throws Exception {
        session.transactions().begin();
        Connection lent = session.lend(JobTransaction.SHARED);
        assertThat(DataSourceUtils.getConnection(dataSource)).isSameAs(lent);
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isTrue();
        TransactionSynchronizationManager.bindResource("left", "behind");
        session.reclaim(lent);

        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
    }

    @Test
    void aJobOutsideOfATransactionHasItsConnectionBoundAndLeavesNothing() throws Exception {
        Connection lent = session.lend(JobTransaction.NONE);
        assertThat(DataSourceUtils.getConnection(dataSource)).isSameAs(lent);
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
        session.reclaim(lent);

        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void aJobOfOneStatementInNoTransactionIsToldOfAtOnce() throws Exception {
        Connection lent = session.lend(JobTransaction.STATEMENT);
        TransactionSynchronizationManager.registerSynchronization(new Recorder());
        session.returned(lent);
        session.reclaim(lent);
        assertThat(told).containsExactly(STATUS_COMMITTED);

        Connection failing = session.lend(JobTransaction.STATEMENT);
        TransactionSynchronizationManager.registerSynchronization(new Recorder());
        session.reclaim(failing);
        assertThat(told).containsExactly(STATUS_COMMITTED, STATUS_UNKNOWN);
    }

    @Test
    void aFailedJobOfOneStatementIsNotTakenForCommittedWithTheOthers() throws Exception {
        session.transactions().begin();
        Connection failing = session.lend(JobTransaction.STATEMENT);
        TransactionSynchronizationManager.registerSynchronization(new Recorder());
        session.reclaim(failing);
        runJob(() -> TransactionSynchronizationManager.registerSynchronization(new Recorder()));

        session.transactions().commit();
        session.transactions().afterCommit();

        assertThat(told).containsExactly(STATUS_UNKNOWN, STATUS_COMMITTED);
    }

    @Test
    void whatTheThreadKnewIsPutAsideForTheJobAndComesBack() throws Exception {
        new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult(status -> {
            Object callers = TransactionSynchronizationManager.getResource(dataSource);
            TransactionSynchronizationManager.setCurrentTransactionName("caller's");
            TransactionSynchronizationManager.registerSynchronization(new Recorder());
            runJob(() -> {
                assertThat(TransactionSynchronizationManager.getResource(dataSource))
                        .isNotSameAs(callers);
                assertThat(TransactionSynchronizationManager.getSynchronizations())
                        .isEmpty();
                assertThat(TransactionSynchronizationManager.getCurrentTransactionName())
                        .isNull();
            });

            assertThat(TransactionSynchronizationManager.getResource(dataSource))
                    .isSameAs(callers);
            assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(1);
            assertThat(TransactionSynchronizationManager.getCurrentTransactionName())
                    .isEqualTo("caller's");
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isTrue();
            assertThat(told).isEmpty();
        });
        assertThat(told).containsExactly(STATUS_COMMITTED);
    }

    @Test
    void aJobOfAnotherWorkerInsideAJobPutsThisOneAside() throws Exception {
        DataSource elsewhere = new DriverManagerDataSource("jdbc:h2:mem:elsewhere");
        SpringConnector other = SpringConnector.over(elsewhere);
        try (Connection others = other.open()) {
            Session<Connection> otherSession = other.session(others);
            runJob(() -> {
                Object holder = TransactionSynchronizationManager.getResource(dataSource);
                Connection lent = otherSession.lend(JobTransaction.NONE);
                assertThat(TransactionSynchronizationManager.hasResource(dataSource))
                        .isFalse();
                otherSession.reclaim(lent);
                assertThat(TransactionSynchronizationManager.getResource(dataSource))
                        .isSameAs(holder);
                assertThatThrownBy(() -> TransactionSynchronizationManager.unbindResource(dataSource))
                        .as("held as before")
                        .hasMessageContaining("REQUIRES_NEW");
            });
        }
    }

    @Test
    void whoWaitsForTheEndOfAJobHearsOfTheCommitWhenThatIsDoneAndMeasured() throws Exception {
        session.transactions().begin();
        runJob(() -> TransactionSynchronizationManager.registerSynchronization(new Recorder()));
        session.transactions().commit();
        assertThat(told).isEmpty();
        session.transactions().afterCommit();

        assertThat(told).containsExactly(STATUS_COMMITTED);
    }

    @Test
    void whoWaitsForTheEndOfAJobHearsThatItsConnectionWasLost() throws Exception {
        session.transactions().begin();
        runJob(() -> TransactionSynchronizationManager.registerSynchronization(new Recorder()));
        connection.unwrap(JdbcConnection.class).close();
        session.closed();

        assertThat(told).containsExactly(STATUS_ROLLED_BACK);
    }

    @Test
    void whoHearsThatTheConnectionWasLostDoesNotGetIntoTheTransactionOfTheThread() throws Exception {
        DataSource elsewhere = new DriverManagerDataSource("jdbc:h2:mem:elsewhere");
        List<Boolean> active = new ArrayList<>();
        session.transactions().begin();
        runJob(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                active.add(TransactionSynchronizationManager.isActualTransactionActive());
                active.add(TransactionSynchronizationManager.hasResource(elsewhere));
            }
        }));
        connection.unwrap(JdbcConnection.class).close();
        new TransactionTemplate(new JdbcTransactionManager(elsewhere)).executeWithoutResult(status -> {
            try {
                session.closed();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isTrue();
            assertThat(TransactionSynchronizationManager.hasResource(elsewhere)).isTrue();
        });

        assertThat(active).containsExactly(false, false);
    }

    @Test
    void aTransactionThatAJobWithoutOneLeavesOpenIsRolledBackToldSoAndNamed() throws Exception {
        Connection lent = session.lend(JobTransaction.NONE);
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setName("stocktaking");
        new JdbcTransactionManager(dataSource).getTransaction(definition);
        TransactionSynchronizationManager.registerSynchronization(new Recorder());
        session.returned(lent);

        assertThatThrownBy(() -> session.reclaim(lent))
                .isInstanceOf(IllegalTransactionStateException.class)
                .hasMessageContaining("'stocktaking'");
        assertThat(told).containsExactly(STATUS_ROLLED_BACK);
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void whoWaitsForTheEndOfAJobHearsThatItIsUnknown() throws Exception {
        session.transactions().begin();
        runJob(() -> TransactionSynchronizationManager.registerSynchronization(new Recorder()));
        connection.unwrap(JdbcConnection.class).close();
        assertThatThrownBy(() -> session.transactions().commit()).isInstanceOf(SQLException.class);
        assertThat(told).isEmpty();
        session.closed();

        assertThat(told).containsExactly(STATUS_UNKNOWN);
    }

    @Test
    void aConnectionThatBreaksWhileOthersAreToldOfACommitIsGivenUp() throws Exception {
        session.transactions().begin();
        runJob(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Connection springs = DataSourceUtils.getConnection(dataSource);
                try {
                    springs.setAutoCommit(false);
                    springs.unwrap(JdbcConnection.class).close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }));
        session.transactions().commit();

        assertThatThrownBy(() -> session.transactions().afterCommit())
                .as("the worker opens another")
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aProxyThatKnowsOfTransactionsIsLookedBehind() throws Exception {
        SpringConnector proxied = SpringConnector.over(new TransactionAwareDataSourceProxy(dataSource));
        try (Connection opened = proxied.open()) {
            Session<Connection> session = proxied.session(opened);
            Connection lent = session.lend(JobTransaction.NONE);
            assertThat(((ConnectionHolder) TransactionSynchronizationManager.getResource(dataSource)).getConnection())
                    .isSameAs(lent);
            session.reclaim(lent);
        }
    }

    private void runJob(Body body) {
        try {
            Connection lent = session.lend(JobTransaction.SHARED);
            body.run();
            session.returned(lent);
            session.reclaim(lent);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run() throws Exception;
    }

    private final class Recorder implements TransactionSynchronization {

        @Override
        public void afterCompletion(int status) {
            told.add(status);
        }
    }
}
