package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.Line;
import dev.oneshot.autoconfigure.worker.WorkerBuilderFactory;
import dev.oneshot.jdbc.JdbcConnector;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

class OneshotJdbcAutoConfigurationTest {

    @Test
    void theWorkerUsesTheApplicationsDataSource() {
        Contexts.withDatabase().withUserConfiguration(Caller.class).run(context -> {
            ConnectionWorker<Connection> worker = context.getBean(Caller.class).worker;

            String product = worker.call(connection -> connection.getMetaData().getDatabaseProductName());

            assertThat(product).isEqualTo("H2");
        });
    }

    @Test
    void ofSeveralDataSourcesThePrimaryIsUsed() {
        Contexts.plain()
                .withUserConfiguration(Other.class, PrimarySource.class)
                .run(context -> assertThat(database(context)).isEqualTo("PRIMARY"));
    }

    @Test
    void theMarkedDataSourceIsUsedBesideOthers() {
        Contexts.plain()
                .withUserConfiguration(Other.class, PrimarySource.class, MarkedSource.class)
                .run(context -> assertThat(database(context)).isEqualTo("MARKED"));
    }

    @Test
    void theMarkedDataSourceMayBeKeptFromOthers() {
        Contexts.withDatabase().withUserConfiguration(HiddenMarkedSource.class).run(context -> {
            assertThat(database(context)).isEqualTo("HIDDEN");
            assertThat(context).hasBean("dataSource");
        });
    }

    @Test
    void severalDataSourcesWithoutAChoiceMeanNoWorker() {
        Contexts.plain()
                .withUserConfiguration(Other.class, Another.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ConnectionWorker.class));
    }

    @Test
    void withoutADataSourceThereIsNoWorker() {
        Contexts.plain().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ConnectionWorker.class));
    }

    @Test
    void readersReadBesideTheWriterThatIsBusy() {
        Contexts.withDatabase()
                .withPropertyValues("oneshot.worker.readers.size=2", "oneshot.worker.lend-to-callers=false")
                .run(context -> {
                    ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
                    CountDownLatch release = Contexts.occupy(worker);

                    String thread = worker.call(
                            connection -> Thread.currentThread().getName(),
                            JobOptions.defaults().readOnly());
                    release.countDown();

                    assertThat(thread).startsWith("oneshot-database-reader-");
                    assertThat(worker.snapshot().readers().seats())
                            .extracting(reader -> reader.connection().connected())
                            .containsExactly(true, true);
                });
    }

    @Test
    void withoutReadersThereIsOneConnection() {
        Contexts.withDatabase()
                .run(context -> assertThat(context.getBean(ConnectionWorker.class)
                                .snapshot()
                                .readers())
                        .isNull());
    }

    @Test
    void aConnectionForReadingGoesBackToThePoolFitToWriteWith(@TempDir Path directory) {
        Contexts.withDatabase()
                .withPropertyValues(
                        "oneshot.worker.readers.size=1",
                        "spring.datasource.url=jdbc:sqlite:" + directory.resolve("pooled.db"),
                        "spring.datasource.hikari.maximum-pool-size=2")
                .run(context -> {
                    ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
                    assertThatThrownBy(() -> worker.call(
                                    connection -> execute((Connection) connection, "CREATE TABLE refused (id INT)"),
                                    JobOptions.defaults().readOnly()))
                            .hasMessageContaining("readonly");

                    worker.stop();

                    DataSource pool = context.getBean(DataSource.class);
                    try (Connection one = pool.getConnection();
                            Connection other = pool.getConnection()) {
                        execute(one, "CREATE TABLE one (id INT)");
                        execute(other, "CREATE TABLE other (id INT)");
                    }
                });
    }

    @Test
    void theWorkerCanBeSwitchedOff() {
        Contexts.withDatabase()
                .withPropertyValues("oneshot.worker.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ConnectionWorker.class)
                        .hasSingleBean(WorkerBuilderFactory.class));
    }

    @Test
    void theUsersOwnWorkerOverAConnectionReplacesOurs() {
        Contexts.withDatabase()
                .withUserConfiguration(OwnWorker.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(ConnectionWorker.class)
                        .hasBean("mine"));
    }

    @Test
    void aWorkerOverSomethingElseStandsBesideOurs() {
        Contexts.withDatabase()
                .withUserConfiguration(LineWorker.class, Caller.class)
                .run(context -> assertThat(context)
                        .hasBean("line")
                        .hasBean("oneshotWorker")
                        .hasNotFailed());
    }

    @Test
    void theSchemaIsThereBeforeTheWorker() {
        Contexts.withDatabase()
                .withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
                .run(context -> assertThat(context.getBeanFactory()
                                .getBeanDefinition("oneshotWorker")
                                .getDependsOn())
                        .contains("dataSourceScriptDatabaseInitializer"));
    }

    @Test
    void theWorkersConnectionIsClosedBeforeItsDataSource() {
        Contexts.plain()
                .withUserConfiguration(ClosingSource.class)
                .run(context -> assertThat(context.getBean(ConnectionWorker.class)
                                .snapshot()
                                .connection()
                                .connected())
                        .isTrue());

        assertThat(ClosingSource.connectedWhenClosed).isEqualTo(0);
    }

    private static String database(AssertableApplicationContext context) {
        ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
        return worker.call(connection -> ((Connection) connection).getCatalog());
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static DataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name);
        return source;
    }

    @Configuration(proxyBeanMethods = false)
    static class Caller {

        @Autowired
        ConnectionWorker<Connection> worker;
    }

    @Configuration(proxyBeanMethods = false)
    static class Other {

        @Bean
        DataSource other() {
            return h2("other");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Another {

        @Bean
        DataSource another() {
            return h2("another");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimarySource {

        @Bean
        @Primary
        DataSource primary() {
            return h2("primary");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedSource {

        @Bean
        @OneshotDataSource
        DataSource marked() {
            return h2("marked");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenMarkedSource {

        @Bean(defaultCandidate = false)
        @OneshotDataSource
        DataSource hidden() {
            return h2("hidden");
        }
    }

    /** Counts the connections that are open when it is closed itself. */
    @Configuration(proxyBeanMethods = false)
    static class ClosingSource {

        static volatile int connectedWhenClosed = -1;

        @Bean(destroyMethod = "close")
        HikariDataSource closing() {
            HikariDataSource source = new HikariDataSource() {
                @Override
                public void close() {
                    connectedWhenClosed = getHikariPoolMXBean().getActiveConnections();
                    super.close();
                }
            };
            source.setDataSource(h2("closing"));
            return source;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnWorker {

        @Bean
        ConnectionWorker<Connection> mine(DataSource dataSource) {
            return ConnectionWorker.over(JdbcConnector.over(dataSource)).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LineWorker {

        @Bean
        ConnectionWorker<Line> line(WorkerBuilderFactory workers) {
            return workers.over("line", () -> new Line("one")).build();
        }
    }
}
