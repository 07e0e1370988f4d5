package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenStatementsTest {

    private Connection connection;
    private Connection lent;
    private OpenStatements statements;

    @BeforeEach
    void lend() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        lent = JdbcSession.of(connection, false).lend(JobTransaction.NONE);
        statements = ((LentConnection) lent).statements();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void theFirstCancellationOnlyRefusesWhatIsStillToCome() throws SQLException {
        Statement statement = lent.createStatement();

        assertThat(statements.cancelAll()).isEmpty();

        assertThatThrownBy(() -> statement.execute("SELECT 1")).hasMessageContaining("the job was cancelled");
        assertThatThrownBy(() -> lent.createStatement().execute("SELECT 1"))
                .hasMessageContaining("the job was cancelled");
    }

    @Test
    void theOnesAfterItMeetAllThatAreOpen() throws SQLException {
        Statement oldest = lent.createStatement();
        Statement middle = lent.createStatement();
        Statement newest = lent.createStatement();
        Statement own = oldest.unwrap(Statement.class);

        statements.cancelAll();
        assertThat(statements.cancelAll())
                .containsExactly(newest.unwrap(Statement.class), middle.unwrap(Statement.class), own);

        middle.close();
        assertThat(statements.cancelAll()).containsExactly(newest.unwrap(Statement.class), own);
        newest.close();
        assertThat(statements.cancelAll()).containsExactly(own);
        oldest.close();
        assertThat(statements.cancelAll()).isEmpty();
    }

    @Test
    void whoHasComeToOneThatIsClosedGoesOnToThoseBehindIt() throws SQLException {
        LentStatement oldest = (LentStatement) lent.createStatement();
        LentStatement middle = (LentStatement) lent.createStatement();
        LentStatement newest = (LentStatement) lent.createStatement();

        middle.close();
        assertThat(middle.older).isSameAs(oldest);
        newest.close();
        assertThat(newest.older).isSameAs(oldest);
    }

    @Test
    void thatAJobLeavesOpenAreClosedAtItsEnd() throws SQLException {
        Statement first = lent.createStatement();
        Statement second = lent.createStatement();
        Statement own = first.unwrap(Statement.class);

        lent.close();

        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
        assertThat(own.isClosed()).isTrue();
        assertThat(statements.cancelAll()).isEmpty();
        assertThat(statements.cancelAll()).isEmpty();
    }
}
