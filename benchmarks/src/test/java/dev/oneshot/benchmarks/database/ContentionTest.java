package dev.oneshot.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentionTest {

    @TempDir
    Path directory;

    @Test
    void isWhatSqliteReportsWhenAnotherConnectionWrites() throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("busy.db") + "?journal_mode=WAL&busy_timeout=0";
        try (Connection one = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(url)) {
            one.createStatement().execute("create table item (id integer)");
            one.createStatement().execute("begin immediate");
            Throwable failure =
                    catchThrowable(() -> other.createStatement().execute("insert into item (id) values (1)"));
            assertThat(Contention.caused(new CompletionException(failure))).isTrue();
        }
    }

    @Test
    void isWhatSqliteReportsOfASnapshotThatIsOutOfDate() throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("snapshot.db") + "?journal_mode=WAL&busy_timeout=0";
        try (Connection one = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(url)) {
            one.createStatement().execute("create table item (id integer)");
            one.setAutoCommit(false);
            one.createStatement().executeQuery("select count(*) from item").close();
            other.createStatement().execute("insert into item (id) values (1)");
            Throwable failure = catchThrowable(() -> one.createStatement().execute("insert into item (id) values (2)"));
            assertThat(failure).hasMessageContaining("SNAPSHOT");
            assertThat(Contention.caused(failure)).isTrue();
        }
    }

    @Test
    void isNotABrokenStatement() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Throwable failure =
                    catchThrowable(() -> connection.createStatement().execute("selct"));
            assertThat(Contention.caused(failure)).isFalse();
        }
        assertThat(Contention.caused(new IllegalStateException("No item 7"))).isFalse();
    }
}
