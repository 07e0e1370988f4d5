package dev.oneshot.autoconfigure.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.Line;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.WorkerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;

class WorkerPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "deadline, 7s, deadline, PT7S",
        "admission-timeout, 2s, admissionTimeout, PT2S",
        "batch.max-time, 6ms, maxGroupTime, PT0.006S",
        "reconnect.min-pause, 20ms, minReconnectPause, PT0.02S",
        "reconnect.max-pause, 3s, maxReconnectPause, PT3S",
        "validate-after-idle, 4s, validateAfterIdle, PT4S",
        "stop-timeout, 5s, stopTimeout, PT5S",
    })
    void durationsReachTheBuilder(String property, String value, String field, Duration expected) {
        Contexts.plain()
                .withPropertyValues("oneshot.worker." + property + "=" + value)
                .run(context -> {
                    WorkerBuilder<Line> builder =
                            context.getBean(WorkerBuilderFactory.class).over("line", () -> new Line("one"));

                    assertThat(ReflectionTestUtils.getField(builder, field)).isEqualTo(expected);
                });
    }

    @Test
    void theDefaultsAreThoseOfTheBuilder() {
        Contexts.plain().run(context -> {
            WorkerBuilder<Line> ours =
                    context.getBean(WorkerBuilderFactory.class).over("line", () -> new Line("one"));
            WorkerBuilder<Line> plain = ConnectionWorker.over(() -> new Line("one"));

            for (String field : new String[] {
                "queueCapacity",
                "deadline",
                "admissionTimeout",
                "maxGroup",
                "maxGroupTime",
                "readers",
                "minReconnectPause",
                "maxReconnectPause",
                "validateAfterIdle",
                "stopTimeout",
                "lendToCallers",
                "failFast"
            }) {
                assertThat(ReflectionTestUtils.getField(ours, field))
                        .as(field)
                        .isEqualTo(ReflectionTestUtils.getField(plain, field));
            }
        });
    }

    @Test
    void nameAndCapacityAreThoseOfTheWorkerOverTheDataSource() {
        Contexts.withDatabase()
                .withPropertyValues("oneshot.worker.name=orders", "oneshot.worker.queue-capacity=4")
                .run(context -> {
                    ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);

                    assertThat(worker.name()).isEqualTo("orders");
                    assertThat(worker.snapshot().queue().capacity()).isEqualTo(4);
                    assertThat(Contexts.threadsNamed("oneshot-orders")).hasSize(1);
                });
    }

    @Test
    void theWorkerOverTheDataSourceIsCalledDatabaseByDefault() {
        Contexts.withDatabase()
                .run(context -> assertThat(
                                context.getBean(ConnectionWorker.class).name())
                        .isEqualTo("database"));
    }

    @ParameterizedTest
    @CsvSource({
        "oneshot.worker.name, ' '",
        "oneshot.worker.queue-capacity, 0",
        "oneshot.worker.deadline, 0s",
        "oneshot.worker.admission-timeout, -1s",
        "oneshot.worker.batch.max-jobs, 0",
        "oneshot.worker.batch.max-time, 0s",
        "oneshot.worker.readers.size, -1",
        "oneshot.worker.reconnect.min-pause, 0s",
        "oneshot.worker.reconnect.max-pause, 1ms",
        "oneshot.worker.validate-after-idle, -1s",
        "oneshot.worker.stop-timeout, -1s",
        "oneshot.health.max-disconnected, -1s",
        "oneshot.health.max-wait, -1s",
        "oneshot.health.max-wait, 0s",
    })
    void valuesThatCannotWorkAreRefusedByName(String property, String value) {
        Contexts.withDatabase()
                .withPropertyValues(property + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Property " + property + " with value")
                        .hasMessageContaining("It must "));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void lendToCallersDecidesWhetherALoneCallersJobRunsOnItsOwnThread(boolean lend) {
        Contexts.withDatabase()
                .withPropertyValues("oneshot.worker.lend-to-callers=" + lend)
                .run(context -> {
                    ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
                    Set<Thread> ran = new HashSet<>();

                    // The worker's thread may not have sat down yet when the first of these come.
                    for (int call = 0; call < 1_000 && ran.size() < 2; call++) {
                        ran.add(worker.call(connection -> Thread.currentThread()));
                    }

                    assertThat(ran.contains(Thread.currentThread())).isEqualTo(lend);
                });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void failFastDecidesWhetherAnApplicationStartsUnconnected(boolean failFast) {
        Contexts.plain()
                .withPropertyValues("oneshot.worker.fail-fast=" + failFast)
                .withUserConfiguration(DeadLine.class)
                .run(context -> {
                    if (failFast) {
                        assertThat(context).getFailure().rootCause().hasMessage("nobody answers");
                    } else {
                        assertThat(context).hasNotFailed();
                        assertThat(context.getBean(ConnectionWorker.class).isRunning())
                                .isTrue();
                    }
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class DeadLine {

        @Bean
        ConnectionWorker<Line> dead(WorkerBuilderFactory workers) {
            Connector<Line> connector = () -> {
                throw new IOException("nobody answers");
            };
            return workers.over("dead", connector).build();
        }
    }
}
