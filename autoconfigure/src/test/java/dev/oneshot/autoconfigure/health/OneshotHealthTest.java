package dev.oneshot.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.Line;
import dev.oneshot.autoconfigure.worker.WorkerBuilderFactory;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Priority;
import dev.oneshot.worker.WorkerSnapshot;
import dev.oneshot.worker.WorkerState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class OneshotHealthTest {

    private final ApplicationContextRunner contexts = Contexts.withDatabase()
            .withConfiguration(AutoConfigurations.of(
                    HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class));

    @Test
    void everyWorkerIsAComponent() {
        contexts.withUserConfiguration(LineWorker.class).run(context -> {
            assertThat(health(context, "database").getStatus()).isEqualTo(Status.UP);
            assertThat(health(context, "line").getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void detailsSayWhatTheWorkerDoes() {
        contexts.run(context -> {
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            CountDownLatch release = Contexts.occupy(worker);
            worker.submit(connection -> 1);

            // with a full look at the worker while it is busy: the check does not wait in its queue
            assertThat(health(context, "database").getDetails())
                    .containsEntry("state", WorkerState.RUNNING)
                    .containsEntry("connected", true)
                    .containsEntry("reconnects", 0L)
                    .containsEntry("queued", 1)
                    .containsEntry("capacity", 256)
                    .containsKeys("sinceMillis", "oldestWaitMillis", "jobAgeMillis")
                    .hasEntrySatisfying("job", job -> assertThat((String) job).contains("Contexts"));
            release.countDown();
        });
    }

    @Test
    void aStoppedWorkerIsDown() {
        contexts.run(context -> {
            context.getBean(ConnectionWorker.class).stop();

            assertThat(health(context, "database").getStatus()).isEqualTo(Status.DOWN);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTING, false, 5s, 0s, UP",
        "CONNECTING, false, 6s, 0s, DOWN",
        "IDLE, true, 60s, 0s, UP",
        "RUNNING, true, 60s, 10s, UP",
        "RUNNING, true, 60s, 11s, DOWN",
        "STOPPING, true, 60s, 0s, UP",
        "STOPPED, false, 0s, 0s, DOWN",
    })
    void theRuleIsTheDocumentedOne(
            WorkerState state, boolean connected, String since, String oldestWait, String status) {
        WorkerSnapshot snapshot = new WorkerSnapshot(
                "any",
                state,
                queue(seconds(oldestWait)),
                null,
                new WorkerSnapshot.Connection(connected, seconds(since), 0, null),
                null);

        Health health = new WorkerHealthIndicator(
                        () -> snapshot, new HealthProperties(Duration.ofSeconds(5), Duration.ofSeconds(10)))
                .health();

        assertThat(health.getStatus().getCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0s, true, 0s, 0s, UP",
        "false, 6s, true, 0s, 0s, UP",
        "false, 6s, false, 5s, 0s, UP",
        "false, 6s, false, 6s, 0s, DOWN",
        "true, 60s, true, 60s, 10s, UP",
        "true, 60s, true, 60s, 11s, DOWN",
    })
    void theRuleHoldsForTheReadersTogether(
            boolean firstConnected,
            String firstSince,
            boolean secondConnected,
            String secondSince,
            String oldestWait,
            String status) {
        WorkerSnapshot snapshot = new WorkerSnapshot(
                "any",
                WorkerState.IDLE,
                queue(Duration.ZERO),
                null,
                new WorkerSnapshot.Connection(true, Duration.ZERO, 0, null),
                new WorkerSnapshot.Readers(
                        queue(seconds(oldestWait)),
                        List.of(reader(firstConnected, firstSince), reader(secondConnected, secondSince))));

        Health health = new WorkerHealthIndicator(
                        () -> snapshot, new HealthProperties(Duration.ofSeconds(5), Duration.ofSeconds(10)))
                .health();

        assertThat(health.getStatus().getCode()).isEqualTo(status);
        assertThat(health.getDetails())
                .containsEntry("readers", 2)
                .containsEntry("readersConnected", (firstConnected ? 1L : 0L) + (secondConnected ? 1L : 0L))
                .containsEntry("readersOldestWaitMillis", seconds(oldestWait).toMillis());
        if (!firstConnected) {
            assertThat(health.getDetails())
                    .containsEntry("readersLastFailure", "java.lang.IllegalStateException: cable pulled");
        }
    }

    private static WorkerSnapshot.Reader reader(boolean connected, String since) {
        return new WorkerSnapshot.Reader(
                null,
                new WorkerSnapshot.Connection(connected, seconds(since), 0, new IllegalStateException("cable pulled")));
    }

    private static WorkerSnapshot.Queue queue(Duration oldestWait) {
        return new WorkerSnapshot.Queue(0, Map.of(Priority.NORMAL, 0), 256, oldestWait);
    }

    @Test
    void theBoundsAreProperties() {
        contexts.withPropertyValues("oneshot.health.max-disconnected=2s", "oneshot.health.max-wait=3s")
                .run(context -> assertThat(context.getBean(HealthProperties.class))
                        .isEqualTo(new HealthProperties(Duration.ofSeconds(2), Duration.ofSeconds(3))));
        contexts.run(context -> assertThat(context.getBean(HealthProperties.class))
                .isEqualTo(new HealthProperties(Duration.ofSeconds(5), Duration.ofSeconds(10))));
    }

    @Test
    void theLastFailureIsTold() {
        WorkerSnapshot snapshot = new WorkerSnapshot(
                "any",
                WorkerState.CONNECTING,
                queue(Duration.ZERO),
                null,
                new WorkerSnapshot.Connection(false, Duration.ZERO, 3, new IllegalStateException("cable pulled")),
                null);

        Health health = new WorkerHealthIndicator(
                        () -> snapshot, new HealthProperties(Duration.ofSeconds(5), Duration.ofSeconds(10)))
                .health();

        assertThat(health.getDetails())
                .containsEntry("lastFailure", "java.lang.IllegalStateException: cable pulled")
                .containsEntry("reconnects", 3L);
    }

    @Test
    void healthCanBeSwitchedOff() {
        contexts.withPropertyValues("management.health.oneshot.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("oneshotHealthContributor"));
        contexts.withPropertyValues("management.health.defaults.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("oneshotHealthContributor"));
    }

    @Test
    void withoutWorkersThereIsNoHealth() {
        contexts.withPropertyValues("oneshot.worker.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("oneshotHealthContributor"));
    }

    @Test
    void theUsersIndicatorReplacesOurs() {
        contexts.withBean(
                        "oneshotHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.up().build())
                .run(context -> assertThat(context).doesNotHaveBean("oneshotHealthContributor"));
    }

    private static Duration seconds(String text) {
        return Duration.parse("PT" + text);
    }

    private static Health health(ApplicationContext context, String worker) {
        CompositeHealthContributor oneshot = (CompositeHealthContributor)
                context.getBean(HealthContributorRegistry.class).getContributor("oneshot");
        return ((HealthIndicator) oneshot.getContributor(worker)).health();
    }

    @Configuration(proxyBeanMethods = false)
    static class LineWorker {

        @Bean
        ConnectionWorker<Line> line(WorkerBuilderFactory workers) {
            return workers.over("line", () -> new Line("one")).build();
        }
    }
}
