package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import dev.oneshot.benchmarks.load.Sample;
import dev.oneshot.benchmarks.results.Environment;
import java.time.Instant;

/** Results that nobody measured, for tests. */
final class Samples {

    static final Cell CELL = new Cell("sqlite-full", Operation.READ, 16, CallerThreads.PLATFORM);

    private Samples() {}

    static Sample sample(String contestant, int fork, int round, double perSecond) {
        return new Sample(CELL, contestant, fork, round, new Reading(perSecond, 12.5, 3400, 5_600_000, 0.97, 171, 0));
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
