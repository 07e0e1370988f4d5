package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Sample;
import dev.oneshot.benchmarks.results.MicroSample;
import dev.oneshot.benchmarks.results.ResultFiles;
import dev.oneshot.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A Markdown page of all results, with its charts in a directory of the same name beside it. */
public final class Report {

    private static final String HEAD = """
            # Performance

            Measured on the machine that each section names, by [the benchmarks of this project](../benchmarks/README.md),
            which also wrote this page. How to read it:

            - Callers ask again as soon as they are answered; the tables name how many of them there are, and the kind of
              their threads. All do the same, by the same SQL, prepared for each call.
            - Contestants took turns within each round, and are compared within a round: what disturbed the machine for a
              while disturbed all of them. The range tells how far the rounds lay apart.
            - Jain's index is 1 if all callers got the same number of answers, and nears 0 the fewer got them all.
              The longest wait is the longest of all rounds; those who still waited when the time was over are in it.
            - Absolute numbers say more about this machine than about the software.

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
        StringBuilder text = new StringBuilder(HEAD);
        Map<Integer, List<Results>> byJava =
                grouped(results, result -> result.environment().javaVersion(), Comparator.<Integer>reverseOrder());
        for (Map.Entry<Integer, List<Results>> java : byJava.entrySet()) {
            Page section = new Page(charts, "jdk" + java.getKey() + "-");
            text.append("## JDK ").append(java.getKey()).append("\n\n");
            text.append(EnvironmentTable.of(
                    java.getValue().stream().map(Results::environment).toList()));
            addLoad(section, java.getValue());
            addMicro(section, java.getValue());
            text.append(section.text());
        }
        Files.writeString(page, text.toString().stripTrailing() + "\n");
    }

    private static void addLoad(Page page, List<Results> results) throws IOException {
        List<Sample> samples =
                results.stream().flatMap(result -> result.load().stream()).toList();
        for (var arena :
                grouped(samples, sample -> sample.cell().arena(), Names.order()).entrySet()) {
            for (var operation : grouped(
                            arena.getValue(), sample -> sample.cell().operation(), Comparator.<Operation>naturalOrder())
                    .entrySet()) {
                List<LoadResult> cells =
                        operation.getValue().stream().collect(Collectors.groupingBy(Sample::cell)).entrySet().stream()
                                .map(cell -> new LoadResult(cell.getKey(), cell.getValue()))
                                .sorted(Comparator.comparing((LoadResult result) ->
                                                result.cell().threads())
                                        .thenComparing(result -> result.cell().callers()))
                                .toList();
                LoadSection section = new LoadSection(arena.getKey(), operation.getKey(), cells);
                page.add(section.title(), section.chartName(), section.chart().svg(), section.text());
            }
        }
    }

    private static void addMicro(Page page, List<Results> results) throws IOException {
        List<MicroSample> samples =
                results.stream().flatMap(result -> result.micro().stream()).toList();
        for (var question :
                grouped(samples, MicroSample::question, Names.order()).entrySet()) {
            for (var parameters : grouped(
                            question.getValue(), MicroSample::parameters, Comparator.<String>naturalOrder())
                    .entrySet()) {
                MicroSection section = new MicroSection(question.getKey(), parameters.getKey(), parameters.getValue());
                page.add(section.title(), section.chartName(), section.chart().svg(), section.text());
            }
        }
    }

    private static <K, T> Map<K, List<T>> grouped(List<T> all, Function<T, K> key, Comparator<? super K> order) {
        return all.stream().collect(Collectors.groupingBy(key, () -> new TreeMap<>(order), Collectors.toList()));
    }
}
