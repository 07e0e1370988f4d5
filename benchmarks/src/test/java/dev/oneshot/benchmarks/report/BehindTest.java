package dev.oneshot.benchmarks.report;

import static dev.oneshot.benchmarks.report.Samples.measured;
import static dev.oneshot.benchmarks.report.Samples.result;
import static dev.oneshot.benchmarks.report.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BehindTest {

    private final LoadResult behind = result(
            sample(Samples.CELL, "worker", 1, 90, 0.99),
            sample(Samples.CELL, "hikari-1", 1, 100, 0.5),
            sample(Samples.CELL, "executor", 1, 80, 0.98),
            sample(Samples.CELL, "lock-unfair", 1, 300, 0.1));

    @Test
    void namesEachCellInWhichOursIsBehindWithFairnessAndLongestWait() {
        assertThat(new Behind(measured(behind)).text())
                .contains("| SQLite, WAL, synchronous=FULL: a row read by its key, 16 platform | Oneshot worker "
                        + "| HikariCP, 1 connection | 0.90 [0.90–0.90] | 0.99 / 0.50 | 5.60 s / 5.60 s |")
                .doesNotContain("| single-thread executor |");
    }

    @Test
    void namesThoseWhomNobodyPromisedToBeatApart() {
        assertThat(new Behind(measured(behind)).text())
                .containsSubsequence("Behind others: cells (1)", "unfair ReentrantLock | 0.30");
    }

    @Test
    void marksTheCell() {
        assertThat(Behind.mark(behind, "worker")).isEqualTo(Behind.MARK);
        assertThat(Behind.mark(behind, "executor")).isEmpty();
    }

    @Test
    void saysSoIfThereIsNone() {
        LoadResult ahead =
                result(sample(Samples.CELL, "worker", 1, 110, 1), sample(Samples.CELL, "hikari-1", 1, 100, 1));
        assertThat(new Behind(measured(ahead)).text()).contains("In no cell.");
        assertThat(Behind.mark(ahead, "worker")).isEmpty();
    }
}
