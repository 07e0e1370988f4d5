package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.results.MicroSample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All samples of one question about single operations, under the same conditions. Less is better. */
final class MicroResult {

    private final String question;
    private final String parameters;
    private final String unit;
    private final Map<String, List<MicroSample>> samples;

    MicroResult(String question, String parameters, List<MicroSample> samples) {
        this.question = question;
        this.parameters = parameters;
        this.unit = samples.get(0).unit();
        this.samples = samples.stream()
                .collect(Collectors.groupingBy(
                        MicroSample::contestant, () -> new TreeMap<>(Names.order()), Collectors.toList()));
    }

    String question() {
        return question;
    }

    String parameters() {
        return parameters;
    }

    String title() {
        return Names.of(question) + (parameters.isEmpty() ? "" : ", " + parameters);
    }

    String unit() {
        return unit;
    }

    List<String> contestants() {
        return List.copyOf(samples.keySet());
    }

    Spread scores(String contestant) {
        return Spread.of(of(contestant).stream().map(MicroSample::score).toList());
    }

    /** What one took as a multiple of what another one took, fork by fork. */
    List<Double> ratios(String contestant, String over) {
        Map<Integer, Double> others =
                of(over).stream().collect(Collectors.toMap(MicroSample::fork, MicroSample::score));
        return of(contestant).stream()
                .filter(sample -> others.getOrDefault(sample.fork(), 0.0) > 0)
                .map(sample -> sample.score() / others.getOrDefault(sample.fork(), 0.0))
                .toList();
    }

    /** The one of some that took least, in the median. */
    Optional<String> best(Predicate<String> some) {
        return contestants().stream()
                .filter(some)
                .min(Comparator.comparingDouble(contestant -> scores(contestant).median()));
    }

    /** What was allocated for each operation, if that was counted. */
    OptionalDouble allocated(String contestant) {
        List<Double> bytes = of(contestant).stream()
                .map(MicroSample::bytes)
                .filter(Objects::nonNull)
                .toList();
        return bytes.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(bytes).median());
    }

    private List<MicroSample> of(String contestant) {
        return samples.getOrDefault(contestant, List.of());
    }
}
