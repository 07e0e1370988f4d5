package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

class PoolSizeTest {

    private final HikariDataSource pool = new HikariDataSource();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void ofTheDefaultTenTheWriterTakesOne() {
        assertThatCode(() -> PoolSize.check(pool, 9)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PoolSize.check(pool, 10))
                .hasMessage("the worker needs 1 + 10 connections, the pool has 10: raise"
                        + " spring.datasource.hikari.maximum-pool-size");
    }

    @Test
    void withoutReadersOneConnectionIsAlwaysEnough() {
        pool.setMaximumPoolSize(1);

        assertThatCode(() -> PoolSize.check(pool, 0)).doesNotThrowAnyException();
    }

    @Test
    void aPoolIsFoundBehindWhatWrapsIt() {
        pool.setMaximumPoolSize(2);
        DataSource wrapped = new DelegatingDataSource(new LazyConnectionDataSourceProxy(pool));

        assertThatThrownBy(() -> PoolSize.check(wrapped, 2)).hasMessageContaining("1 + 2 connections, the pool has 2");
    }

    @Test
    void otherSourcesAreNotCounted() throws SQLException {
        assertThatCode(() -> PoolSize.check(new JdbcDataSource(), 100)).doesNotThrowAnyException();
        assertThatCode(() -> PoolSize.check(new DelegatingDataSource(), 100)).doesNotThrowAnyException();
    }
}
