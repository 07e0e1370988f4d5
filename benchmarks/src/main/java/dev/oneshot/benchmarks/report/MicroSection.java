package dev.oneshot.benchmarks.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the report says of one question about single operations. */
final class MicroSection {

    private final MicroResult result;
    private final String baseline;

    MicroSection(MicroResult result) {
        this.result = result;
        this.baseline = Baselines.ofQuestion(result.question());
    }

    void addTo(Page page) throws IOException {
        TimeChart chart = chart();
        String image = page.chart(chartName(), chart.svg(), chart.title() + ". " + chart.words());
        page.add(result.title(), image + table());
    }

    private String chartName() {
        String name = result.question() + (result.parameters().isEmpty() ? "" : "-" + result.parameters());
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private String table() {
        boolean allocates = result.contestants().stream()
                .anyMatch(contestant -> result.allocated(contestant).isPresent());
        List<String> head = new ArrayList<>(
                List.of("", "× " + Names.of(baseline), result.unit() + ", median and range of all forks"));
        if (allocates) {
            head.add("bytes allocated");
        }
        List<List<String>> rows = new ArrayList<>();
        for (String contestant : result.contestants()) {
            List<String> row = new ArrayList<>(
                    List.of(Names.of(contestant), ratio(contestant), Text.spread(result.scores(contestant))));
            if (allocates) {
                OptionalDouble bytes = result.allocated(contestant);
                row.add(bytes.isPresent() ? Text.number(bytes.getAsDouble()) : "");
            }
            rows.add(row);
        }
        return Text.table(head, rows);
    }

    private TimeChart chart() {
        List<TimeChart.Bar> bars = new ArrayList<>();
        for (String contestant : result.contestants()) {
            bars.add(new TimeChart.Bar(Names.of(contestant), Sides.isOurs(contestant), result.scores(contestant)));
        }
        return new TimeChart(result.title() + ", " + result.unit() + ", less is better", bars);
    }

    /** Fork by fork: what both took in the same one. */
    private String ratio(String contestant) {
        List<Double> ratios = result.ratios(contestant, baseline);
        return ratios.isEmpty() ? "" : Text.spread(Spread.of(ratios));
    }
}
