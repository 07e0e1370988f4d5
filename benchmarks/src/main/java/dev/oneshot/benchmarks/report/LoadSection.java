package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the report says of one operation in one arena. */
final class LoadSection {

    private static final String SHOP = "shop";

    private final String arena;
    private final Operation operation;
    private final List<LoadResult> results;
    private final List<String> contestants;

    /** A section on cells that differ only in their callers. */
    LoadSection(List<LoadResult> results) {
        this.arena = results.get(0).cell().arena();
        this.operation = results.get(0).cell().operation();
        this.results = List.copyOf(results);
        this.contestants = results.stream()
                .flatMap(result -> result.contestants().stream())
                .distinct()
                .sorted(Names.order())
                .toList();
    }

    void addTo(Page page) throws IOException {
        String note = arena.equals(SHOP) ? "Callers are connections; the threads are the server's. " : "";
        RatioChart ratios = ratioChart();
        StringBuilder text = new StringBuilder();
        text.append(page.chart(chartName(), ratios.svg(), ratios.title() + ". " + ratios.words()));
        text.append(note)
                .append("Answers per second as a multiple of ")
                .append(Names.of(Baselines.ofArena(arena)))
                .append(", median and range of all rounds.\n\n")
                .append(ratioTable());
        for (LoadResult crowd : crowds()) {
            LatencyChart waits = latencyChart(crowd);
            text.append(page.chart(
                    chartName() + "-waits-" + crowd.cell().threads(),
                    waits.svg(),
                    waits.title() + ". " + waits.words()));
        }
        text.append("<details><summary>Fairness, waits and all other numbers</summary>\n\n")
                .append(numbers())
                .append("</details>\n\n");
        page.add(CellName.title(arena, operation), text.toString());
    }

    private String chartName() {
        return arena + "-" + operation;
    }

    /** Of each kind of threads the cell with most callers: that is where one waits. */
    private List<LoadResult> crowds() {
        List<LoadResult> crowds = new ArrayList<>();
        for (CallerThreads kind : CallerThreads.values()) {
            results.stream()
                    .filter(result -> result.cell().threads() == kind)
                    .reduce((one, other) -> one.cell().callers() > other.cell().callers() ? one : other)
                    .ifPresent(crowds::add);
        }
        return crowds;
    }

    private RatioChart ratioChart() {
        List<RatioChart.Group> groups = new ArrayList<>();
        for (LoadResult result : results) {
            List<RatioChart.Bar> bars = new ArrayList<>();
            for (String contestant : contestants) {
                List<Double> ratios = result.ratios(contestant);
                if (!ratios.isEmpty()) {
                    bars.add(new RatioChart.Bar(Names.of(contestant), Spread.of(ratios)));
                }
            }
            groups.add(new RatioChart.Group(CellName.conditions(result.cell()), bars));
        }
        return new RatioChart(CellName.title(arena, operation) + ", × " + Names.of(Baselines.ofArena(arena)), groups);
    }

    private LatencyChart latencyChart(LoadResult result) {
        List<LatencyChart.Row> rows = new ArrayList<>();
        for (String contestant : result.contestants()) {
            rows.add(new LatencyChart.Row(
                    Names.of(contestant),
                    result.median(contestant, Reading::medianMicros),
                    result.median(contestant, Reading::p99Micros),
                    result.highest(contestant, Reading::maxMicros)));
        }
        return new LatencyChart("Waits: " + CellName.full(result.cell()) + " callers", rows);
    }

    private String ratioTable() {
        List<String> head = new ArrayList<>(List.of("Callers"));
        results.forEach(result -> head.add(CellName.conditions(result.cell())));
        List<List<String>> rows = new ArrayList<>();
        for (String contestant : contestants) {
            List<String> row = new ArrayList<>(List.of(Names.of(contestant)));
            for (LoadResult result : results) {
                row.add(ratio(result, contestant));
            }
            rows.add(row);
        }
        return Text.table(head, rows);
    }

    private static String ratio(LoadResult result, String contestant) {
        List<Double> ratios = result.ratios(contestant);
        return ratios.isEmpty() ? "" : Text.spread(Spread.of(ratios)) + Behind.mark(result, contestant);
    }

    private String numbers() {
        List<String> head = List.of(
                "Callers, contestant",
                "× " + Names.of(Baselines.ofArena(arena)),
                "Jain's index",
                "longest wait",
                "p50",
                "p99",
                "answers/s",
                "bytes per call",
                "failed calls");
        List<List<String>> rows = new ArrayList<>();
        for (LoadResult result : results) {
            for (String contestant : result.contestants()) {
                rows.add(List.of(
                        CellName.conditions(result.cell()) + ": " + Names.of(contestant),
                        ratio(result, contestant),
                        Text.number(result.median(contestant, Reading::fairness)),
                        Text.micros(result.highest(contestant, Reading::maxMicros)),
                        Text.micros(result.median(contestant, Reading::medianMicros)),
                        Text.micros(result.median(contestant, Reading::p99Micros)),
                        Text.number(result.median(contestant, Reading::perSecond)),
                        Text.known(result.median(contestant, Reading::bytesPerCall)),
                        failures(result.failures(contestant))));
            }
        }
        return Text.table(head, rows);
    }

    private static String failures(long count) {
        return count == 0 ? "" : Long.toString(count);
    }
}
