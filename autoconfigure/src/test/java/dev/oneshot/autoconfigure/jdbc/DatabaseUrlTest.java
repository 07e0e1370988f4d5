package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:data/shop.db?journal_mode=WAL, jdbc:sqlite:data/shop.db",
        "jdbc:sqlite::memory:, jdbc:sqlite::memory:",
        "jdbc:h2:file:./shop;PASSWORD=secret, jdbc:h2:file:./shop",
        "jdbc:postgresql://db.local:5432/shop?user=me&password=secret, jdbc:postgresql://db.local:5432/shop",
        "jdbc:postgresql://db.local/shop?password=secret@secret, jdbc:postgresql:...",
        "jdbc:mysql://me:secret@db.local/shop, jdbc:mysql:...@db.local/shop",
        "jdbc:mysql://me:secret?secret@db.local/shop, jdbc:mysql:...",
        "jdbc:mysql://me:secret@secret@db.local/shop, jdbc:mysql:...@db.local/shop",
        "jdbc:oracle:thin:me/secret@//db.local:1521/shop, jdbc:oracle:...@//db.local:1521/shop",
    })
    void passwordsAreNotShown(String url, String shown) {
        assertThat(DatabaseUrl.shown(url)).isEqualTo(shown);
    }

    @Test
    void whatIsNoUrlIsNotShown() {
        assertThat(DatabaseUrl.shown("me:secret")).isNull();
    }

    @Test
    void theSourcesOfSpringBootAreAskedAlsoWhereTheyAreWrapped() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:pooled");

            assertThat(DatabaseUrl.of(pool)).isEqualTo("jdbc:h2:mem:pooled");
            assertThat(DatabaseUrl.of(new LazyConnectionDataSourceProxy(pool))).isEqualTo("jdbc:h2:mem:pooled");
        }
        assertThat(DatabaseUrl.of(new DriverManagerDataSource("jdbc:h2:mem:plain")))
                .isEqualTo("jdbc:h2:mem:plain");
    }

    @Test
    void othersAreNotAsked() {
        assertThat(DatabaseUrl.of(new JdbcDataSource())).isNull();
    }

    @Test
    void aFailureThatIsThrownAgainAndAgainNotesItsUrlOnce() {
        SQLException failure = new SQLException("refused");
        FailedUrl.note(failure, new DriverManagerDataSource("jdbc:h2:mem:first"));
        FailedUrl.note(failure, new DriverManagerDataSource("jdbc:h2:mem:first"));

        assertThat(FailedUrl.of(failure)).isEqualTo("jdbc:h2:mem:first");
        assertThat(failure.getSuppressed()).hasSize(1);
    }
}
