package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import dev.oneshot.benchmarks.load.Sample;
import dev.oneshot.benchmarks.results.Environment;
import java.time.Instant;
import java.util.List;

/** Results that nobody measured, for tests. */
final class Samples {

    static final Cell CELL = new Cell("sqlite-full", Operation.READ, 16, CallerThreads.PLATFORM);

    private Samples() {}

    static Sample sample(String contestant, int fork, int round, double perSecond) {
        return new Sample(CELL, contestant, fork, round, new Reading(perSecond, 12.5, 3400, 5_600_000, 0.97, 171, 0));
    }

    static LoadResult result(Sample... samples) {
        return new LoadResult(samples[0].cell(), List.of(samples));
    }

    static Sample sample(Cell cell, String contestant, int round, double perSecond, double fairness) {
        return new Sample(cell, contestant, 1, round, new Reading(perSecond, 12.5, 3400, 5_600_000, fairness, 171, 0));
    }

    static Measured measured(LoadResult... loads) {
        return new Measured(25, List.of(environment(25)), List.of(loads), List.of());
    }

    static Environment environment(int javaVersion) {
        return new Environment(
                "A Processor <fast>",
                2,
                "Linux 6",
                "23 GiB, heap 2 GiB",
                "ext4",
                310.5,
                "Vendor " + javaVersion + ".0.1",
                javaVersion,
                Instant.parse("2026-11-23T14:00:00Z"),
                "0123456789",
                "-Xmx2g",
                "run --budget 25m");
    }
}
