package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.oneshot.autoconfigure.Line;
import dev.oneshot.worker.ConnectionWorker;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** What a developer reads when the application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzersTest {

    @Test
    void noDataSource(CapturedOutput output) {
        fail("--spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName(), NeedsWorker.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "required a ConnectionWorker<Connection> that could not be found: there is no DataSource bean")
                .contains("Add spring-boot-starter-jdbc");
    }

    @Test
    void severalDataSourcesWithoutAChoice(CapturedOutput output) {
        fail("", NeedsWorker.class, TwoSources.class);

        assertThat(output)
                .contains("there are several DataSource beans (first, second) and none was chosen")
                .contains("Mark the one for the worker @OneshotDataSource");
    }

    @Test
    void switchedOff(CapturedOutput output) {
        fail("--oneshot.worker.enabled=false", NeedsWorker.class);

        assertThat(output)
                .contains("the property 'oneshot.worker.enabled' is false")
                .contains("Remove the property 'oneshot.worker.enabled'");
    }

    @Test
    void overSomethingElse(CapturedOutput output) {
        fail("", NeedsLine.class);

        assertThat(output)
                .contains("required a ConnectionWorker<Line> that could not be found")
                .contains("To share a Line, define a ConnectionWorker bean");
    }

    @Test
    void connectionRefusedAtStart(CapturedOutput output) {
        fail("", DeadSource.class);

        assertThat(output)
                .contains("Worker 'database' could not open its connection: java.sql.SQLException: Connection refused")
                .contains("set 'oneshot.worker.fail-fast' to false");
    }

    @ParameterizedTest
    @ValueSource(classes = {HikariDataSource.class, SimpleDriverDataSource.class})
    void aFileInADirectoryThatDoesNotExist(Class<?> type, CapturedOutput output) {
        fail(
                new String[] {
                    "--spring.datasource.url=jdbc:sqlite:target/nowhere/shop.db?journal_mode=WAL&password=secret",
                    "--spring.datasource.type=" + type.getName(),
                    "--spring.datasource.hikari.connection-timeout=250"
                },
                Application.class);

        assertThat(output)
                .contains("Worker 'database' could not open its connection to jdbc:sqlite:target/nowhere/shop.db: ")
                .contains("Does the directory of the file exist")
                .contains("set 'oneshot.worker.fail-fast' to false");
    }

    @Test
    void aPoolThatCannotHaveAsManyConnectionsAsTheWorkerKeeps(CapturedOutput output) {
        fail(
                new String[] {
                    "--spring.datasource.url=jdbc:h2:mem:smallpool",
                    "--spring.datasource.type=com.zaxxer.hikari.HikariDataSource",
                    "--spring.datasource.connection-fetch=lazy",
                    "--spring.datasource.hikari.connection-timeout=250",
                    "--oneshot.worker.readers.size=10"
                },
                Application.class);

        assertThat(output)
                .contains("the worker needs 1 + 10 connections, the pool has 10: raise"
                        + " spring.datasource.hikari.maximum-pool-size")
                .contains("to at least 11")
                .contains("lower 'oneshot.worker.readers.size'");
    }

    @Test
    void aJobBeforeTheWorkersHaveStarted(CapturedOutput output) {
        fail("--spring.datasource.url=jdbc:h2:mem:early", Early.class);

        assertThat(output)
                .contains(
                        "A job was submitted before the workers were started: worker 'database' is not running: it has"
                                + " not been started yet.")
                .contains("into an ApplicationRunner");
    }

    @Test
    void aDatabaseThatIsNotThereStopsTheStartAlsoWhenConnectionsAreFetchedLazily(CapturedOutput output) {
        fail(
                new String[] {
                    "--spring.datasource.connection-fetch=lazy",
                    "--spring.datasource.url=jdbc:h2:tcp://127.0.0.1:1/nowhere",
                    "--spring.datasource.hikari.connection-timeout=250"
                },
                Application.class);

        assertThat(output)
                .contains("Worker 'database' could not open its connection to jdbc:h2:tcp://127.0.0.1:1/nowhere: ")
                .contains("Check that the database is running")
                .contains("set 'oneshot.worker.fail-fast' to false");
    }

    @Test
    void otherMissingBeansAreLeftToSpringBoot(CapturedOutput output) {
        fail("", NeedsSomethingElse.class);

        assertThat(output).contains("required a bean of type 'java.lang.Thread' that could not be found");
    }

    private static void fail(String argument, Class<?>... sources) {
        fail(new String[] {argument}, sources);
    }

    private static void fail(String[] arguments, Class<?>... sources) {
        assertThat(catchThrowable(() -> new SpringApplicationBuilder(sources)
                        .sources(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(arguments)
                        .close()))
                .isNotNull();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataJdbcRepositoriesAutoConfiguration.class)
    static class Application {}

    static class Early {

        Early(ConnectionWorker<Connection> worker) {
            worker.call(connection -> true);
        }
    }

    record NeedsWorker(ConnectionWorker<Connection> worker) {}

    record NeedsLine(ConnectionWorker<Line> worker) {}

    record NeedsSomethingElse(Thread thread) {}

    @Configuration(proxyBeanMethods = false)
    static class TwoSources {

        @Bean
        DataSource first() {
            return new JdbcDataSource();
        }

        @Bean
        DataSource second() {
            return new JdbcDataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class DeadSource {

        @Bean
        DataSource dead() {
            return new AbstractDataSource() {

                @Override
                public Connection getConnection() throws SQLException {
                    throw new SQLException("Connection refused", "08001");
                }

                @Override
                public Connection getConnection(String user, String password) throws SQLException {
                    return getConnection();
                }
            };
        }
    }
}
