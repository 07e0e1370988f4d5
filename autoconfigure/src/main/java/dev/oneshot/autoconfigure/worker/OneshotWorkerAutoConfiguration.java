package dev.oneshot.autoconfigure.worker;

import dev.oneshot.OneshotFactory;
import dev.oneshot.autoconfigure.OneshotAutoConfiguration;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.JobDecorator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of what every worker bean shares, over whatever connection: how it is built, started and stopped. */
@AutoConfiguration(after = OneshotAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "oneshot.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkerProperties.class)
public final class OneshotWorkerAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    WorkerBuilderFactory oneshotWorkerBuilderFactory(
            WorkerProperties properties,
            Runner runner,
            OneshotFactory oneshots,
            ObjectProvider<JobDecorator> decorators,
            ObjectProvider<WorkerCustomizer> customizers) {
        return new PresetWorkerBuilderFactory(
                properties,
                runner,
                oneshots,
                new CompositeJobDecorator(decorators.orderedStream().toList()),
                customizers.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    OneshotWorkers oneshotWorkers(ListableBeanFactory beans) {
        return new OneshotWorkers(beans);
    }

    @Bean
    @ConditionalOnMissingBean(name = "oneshotWorkerLifecycle")
    WorkerLifecycle oneshotWorkerLifecycle(OneshotWorkers workers) {
        return new WorkerLifecycle(workers);
    }
}
