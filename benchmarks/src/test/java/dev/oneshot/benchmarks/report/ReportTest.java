package dev.oneshot.benchmarks.report;

import static dev.oneshot.benchmarks.report.Samples.environment;
import static dev.oneshot.benchmarks.report.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import dev.oneshot.benchmarks.load.Sample;
import dev.oneshot.benchmarks.results.MicroSample;
import dev.oneshot.benchmarks.results.ResultFiles;
import dev.oneshot.benchmarks.results.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path directory;

    private Path page() {
        return directory.resolve("performance.md");
    }

    private Path detailed(int javaVersion) {
        return directory.resolve("performance/jdk" + javaVersion + ".md");
    }

    @Test
    void saysOnWhatMachineWhichJdkWhichDayAndWhichCommit() throws Exception {
        write(25);
        assertThat(detailed(25))
                .content()
                .contains(
                        "# Performance on JDK 25",
                        "A Processor <fast>",
                        "| Cores | 2 |",
                        "| Memory | 23 GiB, heap 2 GiB |",
                        "`run --budget 25m`",
                        "Vendor 25.0.1",
                        "2026-11-23",
                        "0123456789");
    }

    @Test
    void givesRatiosWithTheirRangeAndAllNumbersBesideThem() throws Exception {
        write(25);
        assertThat(detailed(25))
                .content()
                .contains("### SQLite, WAL, synchronous=FULL: a row read by its key")
                .contains("| Oneshot worker | 3.00 [2.00–4.00] |")
                .contains(
                        "| 16 platform: Oneshot worker | 3.00 [2.00–4.00] | 0.97 | 5.60 s | 12.5 µs | 3.40 ms | 300 | 171 |  |");
    }

    @Test
    void comparesSingleOperationsForkByFork() throws Exception {
        write(25);
        assertThat(detailed(25))
                .content()
                .contains("### One value through a fresh channel")
                .contains("| Oneshot | 1.00 [1.00–1.00] | 15.0 [10.0–20.0] | 24.0 |")
                .contains("| CompletableFuture | 3.00 [2.00–4.00] | 40.0 [40.0–40.0] |  |");
    }

    @Test
    void knowsAnotherBaselineForWhatIsSwitchedOnAndOff() throws Exception {
        Cell costs = new Cell("costs", Operation.NOTHING, 256, CallerThreads.PLATFORM);
        Reading reading = new Reading(100, 1, 1, 1, 1, 1, 0);
        Reading slower = new Reading(98, 1, 1, 1, 1, 1, 0);
        write(new Results(
                environment(25),
                List.of(new Sample(costs, "plain", 1, 1, reading), new Sample(costs, "metrics", 1, 1, slower)),
                List.of(startUp("withoutStarter", 1, 1000), startUp("withStarter", 1, 1100))));
        assertThat(detailed(25))
                .content()
                .contains("as a multiple of nothing goes along with it")
                .contains("| metrics | 0.98 [0.98–0.98]")
                .contains("× without Oneshot", "| with Oneshot's starter | 1.10 [1.10–1.10] | 1,100 [1,100–1,100] |");
    }

    @Test
    void leavesOutWhatIsNotKnownOfAShop() throws Exception {
        Cell shop = new Cell("shop", Operation.WRITE, 64, CallerThreads.VIRTUAL);
        Reading reading = new Reading(100, 1, 1, 1, 1, Double.NaN, 0);
        write(new Results(environment(25), List.of(new Sample(shop, "hikari-1", 1, 1, reading)), List.of()));
        assertThat(detailed(25))
                .content()
                .contains("### The shop over HTTP: an order, durable")
                .contains("Callers are connections")
                .doesNotContain("NaN");
    }

    @Test
    void drawsAChartForEachSection() throws Exception {
        write(25);
        try (Stream<Path> files = Files.list(directory.resolve("performance"))) {
            for (Path chart :
                    files.filter(file -> file.toString().endsWith(".svg")).toList()) {
                var document = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(chart.toFile());
                assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(2);
                assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                        .contains("Oneshot");
                assertThat(detailed(25)).content().contains("](" + chart.getFileName() + ")");
            }
        }
        assertThat(directory.resolve("performance/jdk25-sqlite-full-read.svg")).exists();
        assertThat(directory.resolve("performance/jdk25-sqlite-full-read-waits-platform.svg"))
                .exists();
        assertThat(directory.resolve("performance/jdk25-oneshot.svg")).exists();
    }

    @Test
    void keepsJdksApartTheNewestFirst() throws Exception {
        write(17, 25);
        assertThat(page())
                .content()
                .containsSubsequence(
                        "In short: JDK 25", "In short: JDK 17", "(performance/jdk25.md)", "(performance/jdk17.md)");
        assertThat(detailed(25)).content().contains("Vendor 25.0.1").doesNotContain("Vendor 17");
        assertThat(detailed(17)).content().contains("Vendor 17.0.1").doesNotContain("Vendor 25");
        assertThat(directory.resolve("performance/jdk17-sqlite-full-read.svg")).exists();
    }

    @Test
    void knowsNothingOfForksThatANewRunDoesNotHave() throws Exception {
        write(17, 25);
        new ResultFiles(directory.resolve("results")).forget("oneshot", 25);
        Report.of(directory.resolve("results")).write(page());
        assertThat(detailed(17)).content().contains("### One value through a fresh channel");
        assertThat(detailed(25)).content().doesNotContain("### One value through a fresh channel");
    }

    @Test
    void writesNoPageWithoutResults() {
        assertThatIllegalStateException().isThrownBy(() -> Report.of(List.of()).write(page()));
        assertThat(page()).doesNotExist();
    }

    private void write(int... javaVersions) throws Exception {
        ResultFiles files = new ResultFiles(directory.resolve("results"));
        for (int version : javaVersions) {
            files.write(
                    "database",
                    1,
                    new Results(
                            environment(version),
                            List.of(
                                    sample("hikari-1", 1, 1, 100),
                                    sample("worker", 1, 1, 200),
                                    sample("hikari-1", 1, 2, 100),
                                    sample("worker", 1, 2, 400)),
                            List.of()));
            files.write(
                    "oneshot",
                    1,
                    new Results(
                            environment(version),
                            List.of(),
                            List.of(micro("oneshot", 1, 10, 24.0), micro("completableFuture", 1, 40, null))));
            files.write(
                    "oneshot",
                    2,
                    new Results(
                            environment(version),
                            List.of(),
                            List.of(micro("oneshot", 2, 20, 24.0), micro("completableFuture", 2, 40, null))));
        }
        Report.of(directory.resolve("results")).write(page());
    }

    private void write(Results results) throws Exception {
        new ResultFiles(directory.resolve("results")).write("part", 1, results);
        Report.of(directory.resolve("results")).write(page());
    }

    private static MicroSample startUp(String contestant, int fork, double millis) {
        return new MicroSample("startup", "Start-up", contestant, "", fork, millis, "ms", null);
    }

    private static MicroSample micro(String contestant, int fork, double score, Double bytes) {
        return new MicroSample("oneshot", "Oneshot", contestant, "", fork, score, "ns/op", bytes);
    }
}
