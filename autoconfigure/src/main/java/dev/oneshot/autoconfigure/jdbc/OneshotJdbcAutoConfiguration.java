package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.autoconfigure.worker.OneshotWorkerAutoConfiguration;
import dev.oneshot.autoconfigure.worker.WorkerBuilderFactory;
import dev.oneshot.autoconfigure.worker.WorkerProperties;
import dev.oneshot.jdbc.JdbcConnector;
import dev.oneshot.worker.ConnectionWorker;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of the worker over the application's {@code DataSource}: the one marked {@link OneshotDataSource},
 * otherwise the only or primary one. That one may be there without Spring Boot's JDBC, whose class is therefore only named.
 */
@AutoConfiguration(
        after = OneshotWorkerAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({DataSource.class, JdbcConnector.class})
@ConditionalOnBooleanProperty(
        prefix = "oneshot",
        name = {"enabled", "worker.enabled"},
        matchIfMissing = true)
public final class OneshotJdbcAutoConfiguration {

    private static final boolean SPRING_JDBC = ClassUtils.isPresent(
            "org.springframework.jdbc.datasource.ConnectionHolder",
            OneshotJdbcAutoConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnDataSourceChoice.class)
    @DependsOnDatabaseInitialization
    ConnectionWorker<Connection> oneshotWorker(
            WorkerBuilderFactory workers,
            WorkerProperties properties,
            ObjectProvider<DataSource> dataSource,
            @OneshotDataSource ObjectProvider<DataSource> chosen) {
        DataSource source = chosen.getIfAvailable(dataSource::getObject);
        int readers = properties.readers().size();
        PoolSize.check(source, readers);
        if (SPRING_JDBC) {
            SpringConnector connector = SpringConnector.over(source);
            return workers.over(properties.name(), connector)
                    .readers(readers, connector.readOnly())
                    .build();
        }
        JdbcConnector connector = JdbcConnector.over(source);
        return workers.over(properties.name(), connector)
                .readers(readers, connector.readOnly())
                .build();
    }
}
