package dev.oneshot.jdbc;

import dev.oneshot.testing.Postgres;
import java.sql.SQLException;

class PostgresWorkerTest extends JdbcWorkerContract {

    private final String database;

    PostgresWorkerTest() throws SQLException {
        database = Postgres.createSchema();
    }

    @Override
    String url() {
        return database;
    }
}
