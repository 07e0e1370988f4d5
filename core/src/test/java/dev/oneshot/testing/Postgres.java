package dev.oneshot.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL server, started once per JVM by the first test that asks for it.
 *
 * <p>Where it cannot start, the tests that need it are skipped with the reason. With the system property
 * {@code oneshot.test.postgres=required} they fail instead, so that a build which counts on it cannot lose it unnoticed.
 */
public final class Postgres {

    private static final String USER = "postgres";

    private static final String NEEDS =
            "PostgreSQL has not started. It takes a platform whose binaries are on the class"
                    + " path (Linux on amd64), and, since the server refuses to run as root, either another user or the right"
                    + " to create user namespaces (`unshare -U`)";

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Postgres() {}

    /** The URL of a new, empty schema; to have a database for each test would take the server long to start and to stop. */
    public static String createSchema() throws SQLException {
        String url = server().getJdbcUrl(USER, USER);
        String name = "shop" + SCHEMAS.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        }
        return url + "&currentSchema=" + name;
    }

    private static EmbeddedPostgres server() {
        Throwable failure = Server.FAILURE;
        if (failure != null && "required".equals(System.getProperty("oneshot.test.postgres"))) {
            throw new AssertionError(NEEDS, failure);
        }
        Assumptions.assumeTrue(failure == null, () -> NEEDS + ". It said: " + failure);
        return Server.RUNNING;
    }

    /** Starts the server when it is first touched. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING;
        static final Throwable FAILURE;

        static {
            EmbeddedPostgres running = null;
            Throwable failure = null;
            try {
                running = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        // Commits are waited for, as an application would have it; only fsync is off.
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException | RuntimeException | LinkageError e) {
                failure = e;
            }
            RUNNING = running;
            FAILURE = failure;
        }
    }
}
