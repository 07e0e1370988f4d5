package dev.oneshot.benchmarks.report;

import static dev.oneshot.benchmarks.report.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.benchmarks.load.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadResultTest {

    private final LoadResult result = new LoadResult(
            Samples.CELL,
            List.of(
                    sample("hikari-1", 1, 1, 100),
                    sample("worker", 1, 1, 250),
                    sample("worker", 1, 2, 800),
                    sample("hikari-1", 1, 2, 200),
                    sample("hikari-1", 2, 1, 1000),
                    sample("worker", 2, 1, 3000)));

    @Test
    void comparesWithinTheSameForkAndRound() {
        assertThat(result.ratios("worker")).containsExactly(2.5, 4.0, 3.0);
        assertThat(result.ratios("hikari-1")).containsOnly(1.0);
    }

    @Test
    void comparesNothingWithoutABaseline() {
        LoadResult alone =
                new LoadResult(Samples.CELL, List.of(sample("worker", 1, 1, 250), sample("hikari-1", 1, 2, 100)));
        assertThat(alone.ratios("worker")).isEmpty();
    }

    @Test
    void takesTheMedianOfAllRounds() {
        assertThat(result.median("worker", Reading::perSecond)).isEqualTo(800);
        assertThat(result.highest("worker", Reading::perSecond)).isEqualTo(3000);
    }

    @Test
    void namesOursFirst() {
        assertThat(result.contestants()).containsExactly("worker", "hikari-1");
    }
}
