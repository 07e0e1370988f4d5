package dev.oneshot.autoconfigure.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Without a pool, as is best for SQLite. */
class SpringJdbcOnSqliteTest extends SpringJdbcContract {

    @TempDir
    private Path directory;

    @Override
    String[] database() {
        return new String[] {
            "spring.datasource.url=jdbc:sqlite:" + directory.resolve("books.db") + "?journal_mode=WAL",
            "spring.datasource.type=" + SimpleDriverDataSource.class.getName()
        };
    }
}
