package dev.oneshot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Oneshot;
import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.QueueFullException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OneshotMetricsAutoConfigurationTest {

    private final ApplicationContextRunner contexts = Contexts.withDatabase()
            .withPropertyValues("oneshot.worker.queue-capacity=2")
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));
    private final ApplicationContextRunner simple =
            contexts.withConfiguration(AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class));

    @Test
    void pollsAddUp() {
        simple.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            for (int i = 0; i < 10; i++) {
                worker.call(connection -> 1);
            }

            double polls = registry.get("oneshot.polls").functionCounter().count();
            assertThat(polls)
                    .isEqualTo(context.getBean(PollCounter.class).polls())
                    .isGreaterThanOrEqualTo(10);
            assertThat(registry.get("oneshot.pendings").functionCounter().count()
                            + registry.get("oneshot.completions")
                                    .functionCounter()
                                    .count())
                    .isEqualTo(polls);
            assertThat(registry.get("oneshot.wakes").functionCounter().count())
                    .isEqualTo(context.getBean(PollCounter.class).wakes());
        });
    }

    @Test
    void channelsAreCountedByTheirEnd() {
        simple.run(context -> {
            OneshotFactory oneshots = context.getBean(OneshotFactory.class);
            Oneshot<Integer> sent = oneshots.create();
            sent.sender().send(1);
            oneshots.<Integer>create().receiver().close();
            Oneshot<Integer> open = oneshots.create();

            assertThat(channels(context.getBean(MeterRegistry.class), "created"))
                    .isEqualTo(3);
            assertThat(channels(context.getBean(MeterRegistry.class), "sent")).isEqualTo(1);
            assertThat(channels(context.getBean(MeterRegistry.class), "abandoned"))
                    .isEqualTo(1);
            assertThat(channels(context.getBean(MeterRegistry.class), "leaked")).isZero();
            open.sender().close();
        });
    }

    @Test
    void theWorkerIsSeenWhileItWorks() {
        simple.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            CountDownLatch release = Contexts.occupy(worker);
            worker.submit(connection -> 1);

            assertThat(gauge(registry, "oneshot.worker.connected")).isEqualTo(1);
            assertThat(gauge(registry, "oneshot.worker.active")).isEqualTo(1);
            assertThat(gauge(registry, "oneshot.worker.queued")).isEqualTo(1);
            assertThat(gauge(registry, "oneshot.worker.queue.remaining")).isEqualTo(1);
            assertThat(jobAge(registry)).isPositive();
            assertThat(registry.get("oneshot.worker.oldest.wait")
                            .tag("name", "database")
                            .timeGauge()
                            .value(TimeUnit.NANOSECONDS))
                    .isPositive();

            release.countDown();
            worker.stop();
            assertThat(gauge(registry, "oneshot.worker.connected")).isZero();
            assertThat(gauge(registry, "oneshot.worker.active")).isZero();
            assertThat(gauge(registry, "oneshot.worker.queued")).isZero();
            assertThat(jobAge(registry)).isZero();
        });
    }

    @Test
    void jobsAreCountedByOutcomeAndTimed() {
        simple.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            worker.call(connection -> 1);
            assertThatThrownBy(() -> worker.call(connection -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
            CountDownLatch release = Contexts.occupy(worker);
            worker.submit(connection -> 1);
            worker.submit(connection -> 1).close();
            worker.submit(connection -> 1);
            assertThatThrownBy(() -> worker.submit(connection -> 1)).isInstanceOf(QueueFullException.class);
            release.countDown();
            worker.stop();

            assertThat(jobs(registry, "done")).isEqualTo(4);
            assertThat(jobs(registry, "failed")).isEqualTo(1);
            assertThat(jobs(registry, "cancelled")).isEqualTo(1);
            assertThat(jobs(registry, "refused")).isEqualTo(1);
            assertThat(jobs(registry, "expired")).isZero();
            assertThat(jobs(registry, "unknown")).isZero();
            assertThat(times(registry, "run").count()).isEqualTo(5);
            assertThat(times(registry, "wait").count()).isEqualTo(6);
        });
    }

    @Test
    void theTimesOfJobsAreAddedUpAndTheLongestIsKept() {
        simple.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            long before = System.nanoTime();
            worker.call(connection -> {
                long began = System.nanoTime();
                while (System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(2)) {
                    Thread.onSpinWait();
                }
                return 1;
            });
            worker.call(connection -> 1);
            double most = (System.nanoTime() - before) / 1e9;

            double longest = gauge(registry, "oneshot.worker.run.seconds.max");
            assertThat(longest).isBetween(0.002, most);
            assertThat(times(registry, "run").totalTime(TimeUnit.SECONDS)).isBetween(longest, most);
            assertThat(gauge(registry, "oneshot.worker.run.seconds.max"))
                    .as("it does not go by being looked at")
                    .isEqualTo(longest);
            assertThat(gauge(registry, "oneshot.worker.wait.seconds.max")).isBetween(0.0, most);
        });
    }

    @Test
    void jobsAreTimedOneByOneForPercentiles() {
        simple.withBean("percentiles", MeterFilter.class, () -> new MeterFilter() {
                    @Override
                    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                        return id.getName().equals("oneshot.worker.run")
                                ? DistributionStatisticConfig.builder()
                                        .percentiles(0.5)
                                        .build()
                                        .merge(config)
                                : config;
                    }
                })
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
                    worker.call(connection -> 1);

                    HistogramSnapshot run = registry.get("oneshot.worker.run")
                            .tag("name", "database")
                            .timer()
                            .takeSnapshot();
                    assertThat(run.count()).isEqualTo(1);
                    assertThat(run.percentileValues()).hasSize(1);
                    assertThat(times(registry, "wait").count()).isEqualTo(1);
                });
    }

    @Test
    void jobsThatShareACommitAreABatch() {
        simple.withPropertyValues("oneshot.worker.queue-capacity=8").run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            worker.call(connection -> 1);
            CountDownLatch release = Contexts.occupy(worker);
            worker.submit(connection -> 1);
            worker.submit(connection -> {
                throw new IllegalArgumentException("no");
            });
            worker.submit(connection -> 1);
            release.countDown();
            worker.stop();

            DistributionSummary sizes = registry.get("oneshot.worker.batch.size")
                    .tag("name", "database")
                    .summary();
            assertThat(sizes.count()).isEqualTo(2);
            assertThat(sizes.totalAmount()).isEqualTo(4);
            assertThat(sizes.max()).isEqualTo(3);
            assertThat(sizes.takeSnapshot().histogramCounts()[0].bucket()).isEqualTo(1);
            assertThat(sizes.takeSnapshot().histogramCounts()[0].count()).isEqualTo(1);
            assertThat(registry.get("oneshot.worker.commit")
                            .tag("name", "database")
                            .timer()
                            .count())
                    .isEqualTo(2);
            assertThat(registry.get("oneshot.worker.rollbacks")
                            .tag("name", "database")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void readersAreSeenWhileTheyRead() {
        simple.withPropertyValues("oneshot.worker.readers.size=2").run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            JobOptions read = JobOptions.defaults().readOnly();
            CountDownLatch first = Contexts.occupy(worker, read);
            CountDownLatch second = Contexts.occupy(worker, read);
            worker.submit(connection -> 1, read);

            assertThat(gauge(registry, "oneshot.worker.readers.size")).isEqualTo(2);
            assertThat(gauge(registry, "oneshot.worker.readers.connected")).isEqualTo(2);
            assertThat(gauge(registry, "oneshot.worker.readers.active")).isEqualTo(2);
            assertThat(gauge(registry, "oneshot.worker.readers.queued")).isEqualTo(1);
            assertThat(gauge(registry, "oneshot.worker.active")).isZero();
            assertThat(registry.get("oneshot.worker.readers.oldest.wait")
                            .tag("name", "database")
                            .timeGauge()
                            .value(TimeUnit.NANOSECONDS))
                    .isPositive();

            first.countDown();
            second.countDown();
            worker.stop();
            assertThat(gauge(registry, "oneshot.worker.readers.connected")).isZero();
            assertThat(registry.get("oneshot.worker.batch.size").summary().count())
                    .as("what readers end is no commit")
                    .isZero();
        });
    }

    @Test
    void aWorkerWithoutReadersHasNoMetersOfThem() {
        simple.run(context -> assertThat(context.getBean(MeterRegistry.class)
                        .find("oneshot.worker.readers.size")
                        .gauge())
                .isNull());
    }

    @Test
    void reconnectsAreCounted() {
        simple.run(context -> {
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            assertThatThrownBy(() -> worker.call(connection -> {
                        ((Connection) connection).unwrap(JdbcConnection.class).close();
                        return 1;
                    }))
                    .isNotNull();
            assertThat(worker.<Integer>call(connection -> 1)).isEqualTo(1);

            assertThat(context.getBean(MeterRegistry.class)
                            .get("oneshot.worker.reconnects")
                            .tag("name", "database")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void namesInPrometheusAreThese() {
        contexts.withConfiguration(AutoConfigurations.of(PrometheusMetricsExportAutoConfiguration.class))
                .run(context -> {
                    ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
                    worker.call(connection -> 1);

                    String scrape =
                            context.getBean(PrometheusMeterRegistry.class).scrape();

                    assertThat(scrape)
                            .contains("\noneshot_polls_total ")
                            .contains("\noneshot_pendings_total ")
                            .contains("\noneshot_completions_total ")
                            .contains("\noneshot_wakes_total ")
                            .contains("\noneshot_channels_total{outcome=\"sent\"} 1.0")
                            .contains("\noneshot_worker_queued_jobs{name=\"database\"} 0.0")
                            .contains("\noneshot_worker_queue_remaining_jobs{name=\"database\"} 2.0")
                            .contains("\noneshot_worker_oldest_wait_seconds{name=\"database\"} 0.0")
                            .contains("\noneshot_worker_connected{name=\"database\"} 1.0")
                            .contains("\noneshot_worker_active_jobs{name=\"database\"} ")
                            .contains("\noneshot_worker_jobs_total{name=\"database\",outcome=\"done\"} 1.0")
                            .contains("\noneshot_worker_wait_seconds_count{name=\"database\"} 1")
                            .contains("\noneshot_worker_wait_seconds_max{name=\"database\"} ")
                            .contains("\noneshot_worker_run_seconds_sum{name=\"database\"} ")
                            .contains("\noneshot_worker_run_seconds_max{name=\"database\"} ")
                            .contains("\noneshot_worker_reconnects_total{name=\"database\"} 0.0")
                            .contains("\noneshot_worker_job_age_seconds{name=\"database\"} ")
                            .contains("\noneshot_worker_commit_seconds_count{name=\"database\"} 1")
                            .contains("\noneshot_worker_batch_size_jobs_bucket{name=\"database\",le=\"1.0\"} 1")
                            .contains("\noneshot_worker_batch_size_jobs_sum{name=\"database\"} 1.0")
                            .contains("\noneshot_worker_rollbacks_total{name=\"database\"} 0.0");
                });
    }

    @Test
    void userDefinedWorkersAreMeasuredToo() {
        Connector<String> connector = () -> "line";
        simple.withBean(
                        "line",
                        ConnectionWorker.class,
                        () -> ConnectionWorker.over(connector).name("line").build())
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .get("oneshot.worker.connected")
                                .tag("name", "line")
                                .gauge()
                                .value())
                        .isEqualTo(1));
    }

    @Test
    void meterlessWhenSwitchedOffOrWithoutRegistry() {
        simple.withPropertyValues("oneshot.metrics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(OneshotMeterBinder.class));
        Contexts.withDatabase().run(context -> assertThat(context).doesNotHaveBean(OneshotMeterBinder.class));
    }

    @Test
    void ourMetersCanBeReplaced() {
        simple.withBean("oneshotMeterBinder", MeterBinder.class, () -> registry -> {})
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .find("oneshot.polls")
                                .functionCounter())
                        .isNull());
    }

    @Test
    void aRegistryOfTheUserIsEnough() {
        contexts.withBean(SimpleMeterRegistry.class)
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .find("oneshot.polls")
                                .functionCounter())
                        .isNotNull());
    }

    private static FunctionTimer times(MeterRegistry registry, String name) {
        return registry.get("oneshot.worker." + name).tag("name", "database").functionTimer();
    }

    private static double channels(MeterRegistry registry, String outcome) {
        return registry.get("oneshot.channels")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private static double gauge(MeterRegistry registry, String name) {
        return registry.get(name).tag("name", "database").gauge().value();
    }

    private static double jobAge(MeterRegistry registry) {
        return registry.get("oneshot.worker.job.age").timeGauge().value(TimeUnit.NANOSECONDS);
    }

    private static double jobs(MeterRegistry registry, String outcome) {
        return registry.get("oneshot.worker.jobs")
                .tags("name", "database", "outcome", outcome)
                .functionCounter()
                .count();
    }
}
