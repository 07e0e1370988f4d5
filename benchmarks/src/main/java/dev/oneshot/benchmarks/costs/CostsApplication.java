package dev.oneshot.benchmarks.costs;

import dev.oneshot.autoconfigure.OneshotAutoConfiguration;
import dev.oneshot.autoconfigure.context.OneshotContextPropagationAutoConfiguration;
import dev.oneshot.autoconfigure.metrics.OneshotMetricsAutoConfiguration;
import dev.oneshot.autoconfigure.worker.OneshotWorkerAutoConfiguration;
import dev.oneshot.autoconfigure.worker.WorkerBuilderFactory;
import dev.oneshot.worker.ConnectionWorker;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with one worker, whose connection nothing is done with, and with Prometheus' registry of meters. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    OneshotAutoConfiguration.class,
    OneshotContextPropagationAutoConfiguration.class,
    OneshotWorkerAutoConfiguration.class,
    OneshotMetricsAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class
})
class CostsApplication {

    @Bean
    ConnectionWorker<Object> nothing(WorkerBuilderFactory workers) {
        return workers.over("nothing", new IdleConnector()).build();
    }
}
