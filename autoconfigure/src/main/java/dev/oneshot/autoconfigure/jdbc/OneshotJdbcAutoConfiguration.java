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
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the worker over the application's {@code DataSource}: the one marked {@link OneshotDataSource},
 * otherwise the only or primary one.
 */
@AutoConfiguration(after = {OneshotWorkerAutoConfiguration.class, DataSourceAutoConfiguration.class})
@ConditionalOnClass({DataSource.class, JdbcConnector.class})
@ConditionalOnBooleanProperty(
        prefix = "oneshot",
        name = {"enabled", "worker.enabled"},
        matchIfMissing = true)
public final class OneshotJdbcAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnDataSourceChoice.class)
    @DependsOnDatabaseInitialization
    ConnectionWorker<Connection> oneshotWorker(
            WorkerBuilderFactory workers,
            WorkerProperties properties,
            ObjectProvider<DataSource> dataSource,
            @OneshotDataSource ObjectProvider<DataSource> chosen) {
        JdbcConnector connector = JdbcConnector.over(chosen.getIfAvailable(dataSource::getObject));
        return workers.over(properties.name(), connector)
                .readers(properties.readers().size(), connector.readOnly())
                .build();
    }
}
