package dev.oneshot.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final Percentage BUCKET = Percentage.withPercentage(3.2);

    @Test
    void findsPercentilesWithinTheWidthOfABucket() {
        Latencies latencies = new Latencies();
        for (long nanos = 1; nanos <= 100_000; nanos++) {
            latencies.record(nanos);
        }
        assertThat(latencies.percentile(0.5)).isCloseTo(50_000, BUCKET).isGreaterThanOrEqualTo(50_000);
        assertThat(latencies.percentile(0.99)).isCloseTo(99_000, BUCKET).isGreaterThanOrEqualTo(99_000);
        assertThat(latencies.percentile(1)).isEqualTo(100_000);
        assertThat(latencies.total()).isEqualTo(100_000);
    }

    @Test
    void isExactForWhatIsShort() {
        Latencies latencies = new Latencies();
        for (long nanos = 0; nanos < 32; nanos++) {
            latencies.record(nanos);
        }
        assertThat(latencies.percentile(0.5)).isEqualTo(15);
    }

    @Test
    void keepsTheLongestTimeAsItIs() {
        Latencies latencies = new Latencies();
        latencies.record(3);
        latencies.record(123_456_789_012L);
        assertThat(latencies.longest()).isEqualTo(123_456_789_012L);
        assertThat(latencies.percentile(0.99)).isEqualTo(123_456_789_012L);
    }

    @Test
    void takesTheLongestTimeThereCanBe() {
        Latencies latencies = new Latencies();
        latencies.record(Long.MAX_VALUE);
        assertThat(latencies.percentile(0.5)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void addsUpWhatSeveralHaveSeen() {
        Latencies one = new Latencies();
        one.record(10);
        Latencies other = new Latencies();
        other.record(20);
        other.record(30);
        one.add(other);
        assertThat(one.total()).isEqualTo(3);
        assertThat(one.percentile(0.5)).isEqualTo(20);
        assertThat(one.longest()).isEqualTo(30);
    }
}
