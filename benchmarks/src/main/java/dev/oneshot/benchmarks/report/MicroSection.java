package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.results.MicroSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the report says of one question about single operations. */
final class MicroSection {

    /** Whom all others are compared with. */
    private static final String OURS = "oneshot";

    private final String question;
    private final String parameters;
    private final String unit;
    private final Map<String, List<MicroSample>> contestants;

    MicroSection(String question, String parameters, List<MicroSample> samples) {
        this.question = question;
        this.parameters = parameters;
        this.unit = samples.get(0).unit();
        this.contestants = samples.stream()
                .collect(Collectors.groupingBy(
                        MicroSample::contestant, () -> new TreeMap<>(Names.order()), Collectors.toList()));
    }

    String title() {
        return Names.of(question) + (parameters.isEmpty() ? "" : ", " + parameters);
    }

    String chartName() {
        String name = question + (parameters.isEmpty() ? "" : "-" + parameters);
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    String text() {
        List<String> head = List.of("", unit + ", median of all forks and their range", "× Oneshot", "bytes allocated");
        List<List<String>> rows = new ArrayList<>();
        contestants.forEach((contestant, samples) -> rows.add(
                List.of(Names.of(contestant), Text.spread(scores(samples)), ratio(samples), allocated(samples))));
        return Text.table(head, rows);
    }

    TimeChart chart() {
        List<TimeChart.Bar> bars = new ArrayList<>();
        contestants.forEach(
                (contestant, samples) -> bars.add(new TimeChart.Bar(Names.of(contestant), scores(samples))));
        return new TimeChart(title() + ", " + unit + ", less is better", bars);
    }

    /** Fork by fork: what both took in the same one. */
    private String ratio(List<MicroSample> samples) {
        Map<Integer, Double> ours = contestants.getOrDefault(OURS, List.of()).stream()
                .collect(Collectors.toMap(MicroSample::fork, MicroSample::score));
        List<Double> ratios = samples.stream()
                .filter(sample -> ours.getOrDefault(sample.fork(), 0.0) > 0)
                .map(sample -> sample.score() / ours.getOrDefault(sample.fork(), 0.0))
                .toList();
        return ratios.isEmpty() ? "" : Text.spread(Spread.of(ratios));
    }

    private static Spread scores(List<MicroSample> samples) {
        return Spread.of(samples.stream().map(MicroSample::score).toList());
    }

    private static String allocated(List<MicroSample> samples) {
        List<Double> bytes = samples.stream()
                .map(MicroSample::bytes)
                .filter(Objects::nonNull)
                .toList();
        return bytes.isEmpty() ? "" : Text.number(Spread.of(bytes).median());
    }
}
