package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On a real server, where a statement that fails spoils its transaction. Where the server cannot start the tests are
 * skipped with the reason, or fail with the system property {@code oneshot.test.postgres=required}.
 */
class SpringJdbcOnPostgresTest extends SpringJdbcContract {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException | RuntimeException | LinkageError e) {
            if ("required".equals(System.getProperty("oneshot.test.postgres"))) {
                throw new AssertionError("PostgreSQL has not started", e);
            }
            Assumptions.abort(
                    "PostgreSQL has not started, as it does on Linux on amd64, if not as root or with the right"
                            + " to create user namespaces. It said: " + e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS book");
        }
    }

    @Test
    void readsOfOneStatementMayJoinTheWritesAsWithoutSpring() throws Exception {
        SpringConnector connector = SpringConnector.over(server.getPostgresDatabase());
        Connection connection = connector.open();
        try {
            assertThat(connector.session(connection).transactions().fencesTravel())
                    .isTrue();
        } finally {
            connector.close(connection);
        }
    }

    @Override
    String[] database() {
        return new String[] {
            "spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"), "spring.datasource.username=postgres"
        };
    }
}
