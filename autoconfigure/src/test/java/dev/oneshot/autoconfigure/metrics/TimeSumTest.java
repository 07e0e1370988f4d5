package dev.oneshot.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeSumTest {

    private final MockClock clock = new MockClock();
    private final AtomicLong counted = new AtomicLong(7);
    private final TimeSum times = new TimeSum(counted::get, clock);

    @Test
    void theLongestIsKeptForAWhileAndThenForgotten() {
        times.add(5_000_000_000L);
        times.add(1_000_000_000L);

        assertThat(times.longestSeconds()).isEqualTo(5);
        clock.add(Duration.ofMinutes(2));
        assertThat(times.longestSeconds()).isEqualTo(5);
        clock.add(Duration.ofMinutes(10));
        assertThat(times.longestSeconds()).isZero();
        assertThat(times.nanos()).isEqualTo(6e9);
    }

    @Test
    void whatWasCountedBeforeIsNotAmongThem() {
        counted.addAndGet(2);

        assertThat(times.count()).isEqualTo(2);
    }

    @Test
    void afterALookTheNextLongestIsFound() {
        times.add(5_000_000_000L);
        assertThat(times.longestSeconds()).isEqualTo(5);
        clock.add(Duration.ofMinutes(10));
        times.add(1_000_000_000L);

        assertThat(times.longestSeconds()).isEqualTo(1);
    }
}
