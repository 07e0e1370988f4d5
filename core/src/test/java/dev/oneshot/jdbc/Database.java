package dev.oneshot.jdbc;

import dev.oneshot.testing.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that the worker is proven on. */
enum Database {
    SQLITE {
        @Override
        String create(Path folder) {
            return "jdbc:sqlite:" + folder.resolve("shop.db") + "?journal_mode=WAL";
        }

        @Override
        String slowQuery() {
            return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        }
    },
    H2_FILE {
        @Override
        String create(Path folder) {
            return "jdbc:h2:file:" + folder.resolve("shop");
        }

        @Override
        String slowQuery() {
            return SLOW_ON_H2;
        }
    },
    H2_MEMORY {
        @Override
        String create(Path folder) {
            return "jdbc:h2:mem:database" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
        }

        @Override
        String slowQuery() {
            return SLOW_ON_H2;
        }
    },
    POSTGRES {
        @Override
        String create(Path folder) throws SQLException {
            return Postgres.createSchema();
        }

        @Override
        String slowQuery() {
            return "SELECT 1 FROM pg_sleep(10)";
        }
    };

    private static final String SLOW_ON_H2 =
            "SELECT count(*) FROM SYSTEM_RANGE(1, 10000000) a, SYSTEM_RANGE(1, 10000000) b WHERE a.x + b.x = 0";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** The URL of a new, empty database. */
    abstract String create(Path folder) throws SQLException;

    /** A query of one number that takes ten seconds or longer. */
    abstract String slowQuery();
}
