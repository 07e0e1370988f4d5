package dev.oneshot.benchmarks.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server on this machine, which waits for the disk at each commit. Started when it is first asked for. */
final class PostgresDatabase implements Database {

    private static final String USER = "postgres";

    private @Nullable EmbeddedPostgres server;

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String url(Path directory, String owner) throws Exception {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("server"))
                    .setCleanDataDirectory(true)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            server = running;
        }
        String database = owner.replace('-', '_');
        try (Connection connection = DriverManager.getConnection(running.getJdbcUrl(USER, USER));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        return running.getJdbcUrl(USER, database);
    }

    @Override
    public void close() throws IOException {
        EmbeddedPostgres running = server;
        if (running != null) {
            server = null;
            running.close();
        }
    }
}
