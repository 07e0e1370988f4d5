package dev.oneshot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobTimeTest {

    private static final String NAME = "oneshot.worker.wait";
    private static final MeterFilter PREFIX = new MeterFilter() {
        @Override
        public Meter.Id map(Meter.Id id) {
            return id.withName("shop." + id.getName());
        }
    };
    private static final MeterFilter PERCENTILES = new MeterFilter() {
        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            return DistributionStatisticConfig.builder()
                    .percentiles(0.5)
                    .build()
                    .merge(config);
        }
    };

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aSecondOneOfTheNameIsNotSeen() {
        JobTime first = register(registry);
        JobTime second = register(registry);

        first.add(1_000);
        second.add(500);

        assertThat(registry.get(NAME).functionTimer().totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(1_000);
    }

    @Test
    void aSecondOneOfTheNameIsAddedToATimer() {
        registry.config().meterFilter(PERCENTILES);

        register(registry).add(1_000);
        register(registry).add(500);

        assertThat(registry.get(NAME).timer().totalTime(TimeUnit.NANOSECONDS)).isEqualTo(1_500);
    }

    @Test
    void aSecondOneMayAskForMoreThanTheFirstAndIsNotSeen() {
        JobTime first = register(registry);
        registry.config().meterFilter(PERCENTILES);

        register(registry).add(500);
        first.add(1_000);

        assertThat(registry.get(NAME).functionTimer().totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(1_000);
    }

    @Test
    void compositesMayShareARegistryThatRenames() {
        registry.config().meterFilter(PREFIX);
        JobTime first = register(new CompositeMeterRegistry().add(registry));
        JobTime second = register(new CompositeMeterRegistry().add(registry));

        second.add(500);
        first.add(1_000);

        assertThat(registry.get("shop." + NAME).functionTimer().totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(1_000);
    }

    @Test
    void oneRegistryOfManyIsEnoughToAskForPercentiles() {
        for (int asking = 0; asking < 8; asking++) {
            List<MeterRegistry> registries = Stream.<MeterRegistry>generate(SimpleMeterRegistry::new)
                    .limit(8)
                    .toList();
            MeterRegistry wants = registries.get(asking);
            wants.config().meterFilter(PREFIX).meterFilter(PERCENTILES);
            CompositeMeterRegistry inner = new CompositeMeterRegistry();
            registries.forEach(inner::add);
            CompositeMeterRegistry outer = new CompositeMeterRegistry().add(inner);

            register(outer).add(1_000);

            Timer timer = wants.get("shop." + NAME).timer();
            assertThat(timer.count()).isEqualTo(1);
            assertThat(timer.takeSnapshot().percentileValues()).hasSize(1);
            assertThat(inner.getMeters()).isEmpty();
        }
    }

    @Test
    void nothingIsLeftOfTheQuestion() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry().add(registry);
        registry.config().meterFilter(PREFIX).meterFilter(PERCENTILES);

        register(composite);

        assertThat(composite.getMeters()).hasSize(1);
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTag("name")).isEqualTo("orders"));
    }

    private static JobTime register(MeterRegistry registry) {
        return JobTime.register(registry, NAME, "orders", "How long", () -> 1);
    }
}
