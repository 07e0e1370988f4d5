package dev.oneshot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Futures;
import dev.oneshot.Poll;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.runner.LocalExecutor;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;

class LocalExecutorMetersTest {

    private final AtomicLong clock = new AtomicLong();
    private final LocalExecutor executor =
            LocalExecutor.builder().name("carts").clock(clock::get).build();

    @Test
    void everyNumberOfAnExecutorIsAMeter() {
        MeterRegistry registry = new SimpleMeterRegistry();
        new LocalExecutorMeters(executor).bindTo(registry);

        executor.spawn(context -> {
            clock.addAndGet(Duration.ofSeconds(3).toNanos());
            return Poll.ready(1);
        });
        executor.spawn(Futures.yieldNow());
        executor.spawn(Futures.never());
        executor.runUntilStalled();
        executor.spawn(Futures.never());

        assertThat(countsAndGauges(registry))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of(
                        "oneshot.executor.live", 2.0,
                        "oneshot.executor.longest.wait", 3.0,
                        "oneshot.executor.pendings", 2.0,
                        "oneshot.executor.polls", 4.0,
                        "oneshot.executor.queued", 1.0,
                        "oneshot.executor.slow.polls", 1.0,
                        "oneshot.executor.spawned", 4.0,
                        "oneshot.executor.wait", 4.0,
                        "oneshot.executor.wakes", 1.0)));
        // Two tasks waited for the slow poll.
        assertThat(registry.get("oneshot.executor.wait").functionTimer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(6);
    }

    @Test
    void executorsThatAreBeansAreMeasured() {
        Contexts.plain()
                .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withBean("carts", LocalExecutor.class, () -> executor, bean -> bean.setDestroyMethodName(""))
                .run(context -> {
                    executor.spawn(Futures.never());

                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("oneshot.executor.live")
                                    .tag("name", "carts")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                });
    }

    private static Map<String, Double> countsAndGauges(MeterRegistry registry) {
        Map<String, Double> values = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            assertThat(meter.getId().getTag("name")).isEqualTo("carts");
            values.put(
                    meter.getId().getName(), meter.measure().iterator().next().getValue());
        }
        return values;
    }
}
