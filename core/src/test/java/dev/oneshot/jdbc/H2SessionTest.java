package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2's own session, as the driver at hand has it. */
class H2SessionTest {

    @TempDir
    Path folder;

    @Test
    void isFoundBehindAConnectionToAFile() throws SQLException {
        try (Connection connection = open()) {
            assertThat(H2Session.of(Pooled.viewOf(connection))).isNotNull();
        }
    }

    @Test
    void goesBackToAMarkAndTellsWhatWasChanged() throws SQLException {
        try (Connection connection = open()) {
            Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY)");
            H2Session session = H2Session.of(connection);

            assertThat(session.begin()).isTrue();
            assertThat(session.hasChanges()).isFalse();
            Sql.update(connection, "INSERT INTO entry VALUES (1)");
            Object mark = session.savepoint();
            Sql.update(connection, "INSERT INTO entry VALUES (2)");
            session.rollbackTo(mark);
            assertThat(session.hasChanges()).isTrue();
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(session.commit()).isTrue();

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(Sql.number(connection, "SELECT sum(id) FROM entry")).isOne();
        }
    }

    @Test
    void thatIsClosedBeginsAndCommitsNothing() throws SQLException {
        Connection connection = open();
        H2Session session = H2Session.of(connection);
        connection.close();

        assertThat(session.begin()).isFalse();
        assertThat(session.commit()).isFalse();
    }

    @Test
    void failsWithTheDriversException() throws SQLException {
        Connection connection = open();
        H2Session session = H2Session.of(connection);
        session.begin();
        Sql.update(connection, "SHUTDOWN IMMEDIATELY");

        assertThatThrownBy(session::savepoint).isInstanceOf(SQLException.class);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("shop"));
    }
}
