package dev.oneshot.autoconfigure.health;

import dev.oneshot.autoconfigure.jdbc.OneshotJdbcAutoConfiguration;
import dev.oneshot.autoconfigure.worker.OneshotWorkerAutoConfiguration;
import dev.oneshot.autoconfigure.worker.OneshotWorkers;
import dev.oneshot.worker.ConnectionWorker;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health contributor {@code oneshot}, with one component for each worker. */
@AutoConfiguration(after = {OneshotWorkerAutoConfiguration.class, OneshotJdbcAutoConfiguration.class})
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(ConnectionWorker.class)
@ConditionalOnBooleanProperty(name = "oneshot.enabled", matchIfMissing = true)
@ConditionalOnEnabledHealthIndicator("oneshot")
@EnableConfigurationProperties(HealthProperties.class)
public final class OneshotHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"oneshotHealthContributor", "oneshotHealthIndicator"})
    CompositeHealthContributor oneshotHealthContributor(OneshotWorkers workers, HealthProperties properties) {
        return CompositeHealthContributor.fromMap(workers.all().stream()
                .collect(Collectors.toMap(
                        ConnectionWorker::name, worker -> new WorkerHealthIndicator(worker::snapshot, properties))));
    }
}
