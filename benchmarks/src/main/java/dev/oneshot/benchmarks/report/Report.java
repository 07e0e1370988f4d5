package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.results.ResultFiles;
import dev.oneshot.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Markdown page of what matters most, and for each JDK one of all its results, with their charts, in a directory of the
 * same name beside it.
 */
public final class Report {

    private static final String HEAD = """
            # Performance

            Oneshot beside what one would write without it: measured, and written to this page, by
            [the benchmarks of this project](../benchmarks/README.md). A ratio says how many times as much Oneshot does, in the
            same time, as what is named beside it: 2.00 is twice as much, and less than 1 is behind. The goals are ambitious,
            and not all of them are reached. Whether Oneshot suits you should not depend on a ratio alone: beside it stand
            how long the unluckiest caller waited, and how evenly the callers were served.

            """;

    private static final String HOW_TO_READ = """
            ## How to read this

            - **The goals** were set by throw-away prototypes before all this was written. The usual way is HikariCP with one
              connection, the best hand-off to another thread, or as named; the best other way is the one with the most
              answers, or the least cost, of all the others in that cell, however unfair. Fair means a Jain's index of at least
              0.95. ▼ marks a cell in which ours is behind HikariCP with one connection or a single-thread executor.
            - **The rule.** All contestants of a cell are measured one after the other in each round, in an order that
              changes, and within one JVM; a run has several JVMs, called forks. A ratio is formed within one round of one
              fork, and what is told is the median of all these ratios, with the lowest and the highest in brackets. Single
              operations are compared fork by fork, the same way. No ratio is formed of numbers from different rounds.
            - **The callers** ask again as soon as they are answered. All execute the same SQL, prepared for each call and
              closed after it, as one does with a connection that one has borrowed. Two are not given that much to do: the
              worker keeps statements by itself, and "statements kept" is an executor written with more care than most.
            - **Jain's index** is 1 if all callers got the same number of answers, and nears 0 the fewer got them all.
              The longest wait is the longest of all rounds; those who still waited when the time was over are in it. Locks
              and pools that let the one go first who asks first without having waited answer many, of few callers.
            - **Failed calls** were refused by the database, for other connections were in the way. Nobody tried again.
            - **Absolute numbers** say more about this machine than about the software: they stand beside ratios only.

            """;

    private final List<Results> results;

    private Report(List<Results> results) {
        this.results = List.copyOf(results);
    }

    /**
     * A report of all results in a directory.
     *
     * @throws IOException if they cannot be read
     */
    public static Report of(Path directory) throws IOException {
        return of(new ResultFiles(directory).readAll());
    }

    static Report of(List<Results> results) {
        return new Report(results);
    }

    /**
     * Writes the page and its charts.
     *
     * @throws IllegalStateException if there are no results: a page without numbers would say nothing
     * @throws IOException if they cannot be written
     */
    public void write(Path page) throws IOException {
        if (results.isEmpty()) {
            throw new IllegalStateException("There are no results");
        }
        String name = page.getFileName().toString().replaceFirst("\\.md$", "");
        Path charts = page.resolveSibling(name);
        Files.createDirectories(charts);
        List<Measured> all = Measured.of(results);
        StringBuilder text = new StringBuilder(HEAD);
        for (Measured measured : all) {
            text.append("## In short: JDK ").append(measured.javaVersion()).append("\n\n");
            text.append(Summary.of(measured));
        }
        text.append(HOW_TO_READ);
        text.append("## All results\n\n");
        for (Measured measured : all) {
            String detailed = "jdk" + measured.javaVersion() + ".md";
            Files.writeString(charts.resolve(detailed), details(measured, page, charts));
            text.append("- [JDK " + measured.javaVersion() + "](" + name + '/' + detailed + ") and")
                    .append(" [where it is not ahead](" + name + '/' + detailed + "#where-it-is-not-ahead)\n");
        }
        Files.writeString(page, text.toString().stripTrailing() + "\n");
    }

    /** The page of one JDK. */
    private static String details(Measured measured, Path page, Path charts) throws IOException {
        Page sections = new Page(charts, "jdk" + measured.javaVersion() + "-");
        for (List<LoadResult> cells : measured.loadsTogether()) {
            new LoadSection(cells).addTo(sections);
        }
        for (MicroResult result : measured.micros()) {
            new MicroSection(result).addTo(sections);
        }
        String text = "# Performance on JDK " + measured.javaVersion() + "\n\n"
                + "All that was measured, and on what. [What matters most, and how to read this](../"
                + page.getFileName() + ").\n\n"
                + EnvironmentTable.of(measured.environments())
                + "## Where it is not ahead\n\n" + new Behind(measured).text()
                + "## Results\n\n" + sections.text();
        return text.stripTrailing() + "\n";
    }
}
