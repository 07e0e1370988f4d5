package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of SQLite's transactions, executed past most of what its driver does. */
class SqliteStepsTest {

    @TempDir
    Path folder;

    private String url;
    private Connection connection;
    private SqliteSteps steps;

    @BeforeEach
    void open() throws SQLException {
        url = Database.SQLITE.create(folder);
        connection = DriverManager.getConnection(url);
        Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY)");
        // The driver that we test with is one that we know.
        steps = Objects.requireNonNull(SqliteSteps.of(connection));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void whatIsExecutedAgainAndAgainTakesEffectEachTime() throws Exception {
        PreparedStatement begin = connection.prepareStatement("BEGIN IMMEDIATE");
        PreparedStatement insert = connection.prepareStatement("INSERT INTO entry SELECT count(*) FROM entry");
        PreparedStatement commit = connection.prepareStatement("COMMIT");
        PreparedStatement rollback = connection.prepareStatement("ROLLBACK");

        for (PreparedStatement end : new PreparedStatement[] {commit, rollback, commit}) {
            steps.execute(begin);
            steps.execute(insert);
            steps.execute(end);
        }

        assertThat(Sql.numbers(url, "SELECT id FROM entry")).containsExactly(0, 1);
    }

    @Test
    void aRefusalIsThrownInTheDatabasesWordsAndLeavesTheStatementOfUse() throws Exception {
        PreparedStatement commit = connection.prepareStatement("COMMIT");

        assertThatThrownBy(() -> steps.execute(commit))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no transaction is active");

        steps.execute(connection.prepareStatement("BEGIN"));
        steps.execute(commit);
    }

    @Test
    void aConnectionThatIsClosedIsRefusedAndNotTouched() throws Exception {
        PreparedStatement begin = connection.prepareStatement("BEGIN");
        connection.close();

        assertThatThrownBy(() -> steps.execute(begin)).isInstanceOf(SQLException.class);
    }

    @Test
    void anotherDriverIsNotTakenForOneThatWeKnow() throws Exception {
        try (Connection other = DriverManager.getConnection(Database.H2_MEMORY.create(folder))) {
            assertThat(SqliteSteps.of(other)).isNull();
        }
    }
}
