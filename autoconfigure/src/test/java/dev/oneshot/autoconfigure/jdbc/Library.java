package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application with a table of books, a worker, and all that Spring brings for JDBC. */
final class Library {

    private Library() {}

    static ApplicationContextRunner contexts() {
        return Contexts.withDatabase()
                .withConfiguration(AutoConfigurations.of(
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class))
                .withUserConfiguration(Beans.class);
    }

    static ConnectionWorker<Connection> worker(ApplicationContext context) {
        return context.<ConnectionWorker<Connection>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(ConnectionWorker.class, Connection.class))
                .getObject();
    }

    static void createTable(ApplicationContext context) {
        worker(context)
                .call(
                        connection -> context.getBean(JdbcClient.class)
                                .sql("CREATE TABLE book (title VARCHAR(50) PRIMARY KEY)")
                                .update(),
                        JobOptions.defaults().withTransaction(JobTransaction.OWN));
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        Books books(JdbcClient jdbc) {
            return new Books(jdbc);
        }
    }
}
