package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Sample;
import dev.oneshot.benchmarks.results.Environment;
import dev.oneshot.benchmarks.results.MicroSample;
import dev.oneshot.benchmarks.results.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that was measured on one version of Java, in the order in which it is told.
 *
 * @param javaVersion the version
 * @param environments where and when, once for each file of results
 * @param loads what crowds of callers saw, cell by cell
 * @param micros what single operations took, question by question
 */
record Measured(int javaVersion, List<Environment> environments, List<LoadResult> loads, List<MicroResult> micros) {

    private static final Comparator<LoadResult> CELLS = Comparator.comparing(
                    (LoadResult result) -> result.cell().arena(), Names.order())
            .thenComparing(result -> result.cell().operation())
            .thenComparing(result -> result.cell().threads())
            .thenComparing(result -> result.cell().callers());

    private static final Comparator<MicroResult> QUESTIONS =
            Comparator.comparing(MicroResult::question, Names.order()).thenComparing(MicroResult::parameters);

    /** Puts in order what was found, the newest Java first. */
    static List<Measured> of(List<Results> results) {
        Map<Integer, List<Results>> byJava = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.environment().javaVersion(),
                        () -> new TreeMap<>(Comparator.<Integer>reverseOrder()),
                        Collectors.toList()));
        return byJava.entrySet().stream()
                .map(java -> of(java.getKey(), java.getValue()))
                .toList();
    }

    private static Measured of(int javaVersion, List<Results> results) {
        Map<Cell, List<Sample>> cells =
                results.stream().flatMap(result -> result.load().stream()).collect(Collectors.groupingBy(Sample::cell));
        Map<Question, List<MicroSample>> questions = results.stream()
                .flatMap(result -> result.micro().stream())
                .collect(Collectors.groupingBy(Question::of));
        return new Measured(
                javaVersion,
                results.stream().map(Results::environment).toList(),
                cells.entrySet().stream()
                        .map(cell -> new LoadResult(cell.getKey(), cell.getValue()))
                        .sorted(CELLS)
                        .toList(),
                questions.entrySet().stream()
                        .map(question -> question.getKey().result(question.getValue()))
                        .sorted(QUESTIONS)
                        .toList());
    }

    Optional<LoadResult> load(Cell cell) {
        return loads.stream().filter(result -> result.cell().equals(cell)).findFirst();
    }

    Optional<MicroResult> micro(String question, String parameters) {
        return micros.stream()
                .filter(result -> result.question().equals(question)
                        && result.parameters().equals(parameters))
                .findFirst();
    }

    /** Those cells together that differ only in their callers. */
    List<List<LoadResult>> loadsTogether() {
        Map<List<Object>, List<LoadResult>> groups = new LinkedHashMap<>();
        for (LoadResult result : loads) {
            List<Object> what = List.of(result.cell().arena(), result.cell().operation());
            groups.computeIfAbsent(what, unused -> new ArrayList<>()).add(result);
        }
        return List.copyOf(groups.values());
    }

    private record Question(String question, String parameters) {

        static Question of(MicroSample sample) {
            return new Question(sample.question(), sample.parameters());
        }

        MicroResult result(List<MicroSample> samples) {
            return new MicroResult(question, parameters, samples);
        }
    }
}
