package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.worker.JobOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JDBC in jobs, where it meets what else an application may have. */
class SpringJdbcInAnApplicationTest {

    @Test
    void statementsOfJdbcTemplateArePreparedOnceForAllJobs() {
        Library.contexts().withUserConfiguration(CountingSource.class).run(context -> {
            Library.createTable(context);
            CountingSource counting = context.getBean(CountingSource.class);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            int before = counting.prepared.get();
            for (int i = 0; i < 20; i++) {
                String title = "book " + i;
                Library.worker(context)
                        .call(connection -> jdbc.update("INSERT INTO book (title) VALUES (?)", title)
                                + jdbc.queryForObject("SELECT count(*) FROM book", Integer.class));
            }

            assertThat(jdbc.queryForObject("SELECT count(*) FROM book", Integer.class))
                    .isEqualTo(20);
            assertThat(counting.prepared.get() - before).as("one for the jobs").isEqualTo(1);
        });
    }

    @Test
    void onlyTheWorkersDataSourceIsBoundAndOthersHaveTransactionsOfTheirOwn() {
        Library.contexts()
                .withUserConfiguration(PrimarySource.class, Elsewhere.class)
                .run(context -> {
                    Library.createTable(context);
                    Books books = context.getBean(Books.class);
                    DataSource elsewhere = context.getBean("elsewhere", DataSource.class);
                    JdbcTemplate notes = new JdbcTemplate(elsewhere);
                    notes.execute("CREATE TABLE note (text VARCHAR(50))");
                    TransactionTemplate elsewheresOwn = new TransactionTemplate(new JdbcTransactionManager(elsewhere));

                    assertThatThrownBy(() -> Library.worker(context).call(connection -> {
                                books.insert("undone");
                                elsewheresOwn.executeWithoutResult(status -> {
                                    notes.update("INSERT INTO note (text) VALUES ('kept')");
                                    assertThat(books.titles()).containsExactly("undone");
                                });
                                elsewheresOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
                                elsewheresOwn.executeWithoutResult(
                                        status -> notes.update("INSERT INTO note (text) VALUES ('kept, too')"));
                                notes.update("INSERT INTO note (text) VALUES ('by itself')");
                                assertThat(TransactionSynchronizationManager.hasResource(elsewhere))
                                        .as("until the end of the job")
                                        .isTrue();
                                throw new IllegalStateException("wrong");
                            }))
                            .hasMessage("wrong");

                    List<String> titles = Library.worker(context).call(connection -> {
                        assertThat(TransactionSynchronizationManager.hasResource(elsewhere))
                                .isFalse();
                        return books.titles();
                    });
                    assertThat(titles).isEmpty();
                    assertThat(notes.queryForList("SELECT text FROM note ORDER BY text", String.class))
                            .containsExactly("by itself", "kept", "kept, too");
                });
    }

    @Test
    void aReadersJobReadsOnTheReadersConnection() {
        Library.contexts().withPropertyValues("oneshot.worker.readers.size=1").run(context -> {
            Library.createTable(context);
            Books books = context.getBean(Books.class);
            DataSource source = context.getBean(DataSource.class);

            boolean readers = Library.worker(context)
                    .call(
                            connection -> {
                                books.titles();
                                return DataSourceUtils.getConnection(source) == connection
                                        && connection.isReadOnly()
                                        && TransactionSynchronizationManager.isCurrentTransactionReadOnly();
                            },
                            JobOptions.defaults().readOnly());

            assertThat(readers).isTrue();
        });
    }

    @Test
    void repositoriesOfSpringDataTakePart() {
        Library.contexts()
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(),
                        SpringJdbcInAnApplicationTest.class.getPackageName()))
                .withConfiguration(AutoConfigurations.of(DataJdbcRepositoriesAutoConfiguration.class))
                .run(context -> {
                    Library.createTable(context);
                    Shelf shelf = context.getBean(Shelf.class);
                    JdbcAggregateTemplate aggregates = context.getBean(JdbcAggregateTemplate.class);

                    assertThatThrownBy(() -> Library.worker(context).call(connection -> {
                                aggregates.insert(new Book("undone"));
                                assertThat(shelf.findAll()).containsExactly(new Book("undone"));
                                throw new IllegalStateException("wrong");
                            }))
                            .hasMessage("wrong");
                    Library.worker(context).call(connection -> aggregates.insert(new Book("kept")));

                    List<Book> books = Library.worker(context).call(connection -> shelf.findAll());
                    assertThat(books).containsExactly(new Book("kept"));
                });
    }

    private static DataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimarySource {

        @Bean
        @Primary
        DataSource source() {
            return h2("several");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Elsewhere {

        @Bean(defaultCandidate = false)
        @Qualifier("elsewhere") DataSource elsewhere() {
            return h2("elsewhere");
        }
    }

    /** Counts how often a statement of one kind is prepared. */
    @Configuration(proxyBeanMethods = false)
    static class CountingSource {

        final AtomicInteger prepared = new AtomicInteger();

        @Bean
        DataSource counting() {
            return new DelegatingDataSource(h2("counting")) {
                @Override
                public Connection getConnection() throws SQLException {
                    return counting(super.getConnection());
                }
            };
        }

        private Connection counting(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")
                                && ((String) arguments[0]).startsWith("INSERT")) {
                            prepared.incrementAndGet();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
