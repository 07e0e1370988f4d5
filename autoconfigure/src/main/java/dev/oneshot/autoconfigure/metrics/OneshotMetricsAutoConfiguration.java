package dev.oneshot.autoconfigure.metrics;

import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.worker.OneshotWorkerAutoConfiguration;
import dev.oneshot.autoconfigure.worker.OneshotWorkers;
import dev.oneshot.runner.LocalExecutor;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the meters; whether there is a registry is known only after the composite one. */
@AutoConfiguration(after = {OneshotWorkerAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnClass({MeterRegistry.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(
        prefix = "oneshot",
        name = {"enabled", "metrics.enabled"},
        matchIfMissing = true)
public final class OneshotMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "oneshotMeterBinder")
    OneshotMeterBinder oneshotMeterBinder(
            PollCounter polls,
            OneshotFactory oneshots,
            OneshotWorkers workers,
            ObjectProvider<LocalExecutor> executors) {
        return new OneshotMeterBinder(polls, oneshots, workers, executors);
    }
}
