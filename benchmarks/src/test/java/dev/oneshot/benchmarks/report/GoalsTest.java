package dev.oneshot.benchmarks.report;

import static dev.oneshot.benchmarks.report.Samples.measured;
import static dev.oneshot.benchmarks.report.Samples.result;
import static dev.oneshot.benchmarks.report.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.results.MicroSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalsTest {

    private static final Cell READS = new Cell("sqlite-normal", Operation.READ, 256, CallerThreads.PLATFORM);
    private static final Cell HAND_OFF = new Cell("nothing", Operation.NOTHING, 256, CallerThreads.PLATFORM);

    @Test
    void tellTheMedianRatioWithItsRangeAndWhetherItIsEnough() {
        String summary = Summary.of(measured(result(
                sample(READS, "worker", 1, 200, 0.99),
                sample(READS, "hikari-1", 1, 100, 0.5),
                sample(READS, "worker", 2, 400, 0.99),
                sample(READS, "hikari-1", 2, 100, 0.5))));
        assertThat(summary)
                .contains("| Oneshot worker | HikariCP, 1 connection | 3.00 [2.00–4.00] | 2.30, fair | yes |")
                .contains("| 3.40 ms / 3.40 ms | 5.60 s / 5.60 s | 0.99 / 0.50 | the same |")
                .contains("33.3 %");
    }

    @Test
    void areNotReachedByBeingUnfair() {
        String summary = Summary.of(
                measured(result(sample(READS, "worker", 1, 500, 0.9), sample(READS, "hikari-1", 1, 100, 0.5))));
        assertThat(summary).contains("| 5.00 [5.00–5.00] | 2.30, fair | **no** |");
    }

    @Test
    void compareAHandOffWithTheBestOfTheOthersAndNameWhoeverIsBetterStill() {
        String summary = Summary.of(measured(result(
                sample(HAND_OFF, "worker", 1, 200, 0.99),
                sample(HAND_OFF, "executor", 1, 80, 0.99),
                sample(HAND_OFF, "disruptor", 1, 100, 0.99),
                sample(HAND_OFF, "park-unpark", 1, 900, 0.99),
                sample(HAND_OFF, "lock-unfair", 1, 400, 0.1))));
        assertThat(summary)
                .contains("| Disruptor | 2.00 [2.00–2.00] |")
                .contains("| 0.50 [0.50–0.50] unfair ReentrantLock (0.10) |");
    }

    @Test
    void giveEachOfOursARowOfItsOwn() {
        String summary = Summary.of(measured(result(
                sample(READS, "worker", 1, 100, 1),
                sample(READS, "worker-statement", 1, 300, 1),
                sample(READS, "hikari-1", 1, 100, 1))));
        assertThat(summary)
                .contains("| Oneshot worker | HikariCP, 1 connection | 1.00 [1.00–1.00] |")
                .contains("| Oneshot worker, one statement each | HikariCP, 1 connection | 3.00 [3.00–3.00] |");
    }

    @Test
    void tellHowManyTimesMoreTheUsualWayTakes() {
        MicroResult waiter = new MicroResult(
                "OneshotWithWaiter",
                "",
                List.of(micro("oneshot", 20), micro("completableFuture", 40), micro("kotlinDeferred", 30)));
        String summary = Summary.of(new Measured(25, List.of(), List.of(), List.of(waiter)));
        assertThat(summary)
                .contains(
                        "| CompletableFuture | 2.00 [2.00–2.00] | 2.40 | **no** | 20.0 ns, 24.0 B | 40.0 ns, 24.0 B |")
                .contains("| 1.50 [1.50–1.50] Kotlin CompletableDeferred (30.0 ns, 24.0 B) |");
    }

    @Test
    void areSilentOfWhatWasNotMeasured() {
        assertThat(Summary.of(measured(result(sample(READS, "worker", 1, 100, 1)))))
                .isEmpty();
    }

    private static MicroSample micro(String contestant, double score) {
        return new MicroSample("oneshot", "OneshotWithWaiter", contestant, "", 1, score, "ns/op", 24.0);
    }
}
