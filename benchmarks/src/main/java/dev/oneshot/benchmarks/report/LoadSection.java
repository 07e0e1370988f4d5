package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import java.util.ArrayList;
import java.util.List;

/** What the report says of one operation in one arena. */
final class LoadSection {

    private final String arena;
    private final Operation operation;
    private final List<LoadResult> results;
    private final List<String> contestants;

    LoadSection(String arena, Operation operation, List<LoadResult> results) {
        this.arena = arena;
        this.operation = operation;
        this.results = List.copyOf(results);
        this.contestants = results.stream()
                .flatMap(result -> result.contestants().stream())
                .distinct()
                .sorted(Names.order())
                .toList();
    }

    String title() {
        String name = Names.of(arena);
        return switch (operation) {
            case READ -> name + ": a row read by its key";
            case WRITE -> name + ": a row changed";
            case MIX -> name + ": four reads to one write";
            case NOTHING -> name;
        };
    }

    String chartName() {
        return arena + "-" + operation;
    }

    String text() {
        return "Answers per second as a multiple of " + Names.of(LoadResult.BASELINE)
                + ", median of all rounds and their range.\n\n" + ratios()
                + "<details><summary>All numbers</summary>\n\n" + numbers() + "</details>\n\n";
    }

    RatioChart chart() {
        List<RatioChart.Group> groups = new ArrayList<>();
        for (LoadResult result : results) {
            List<RatioChart.Bar> bars = new ArrayList<>();
            for (String contestant : contestants) {
                List<Double> ratios = result.ratios(contestant);
                if (!ratios.isEmpty()) {
                    bars.add(new RatioChart.Bar(Names.of(contestant), Spread.of(ratios)));
                }
            }
            groups.add(new RatioChart.Group(conditions(result.cell()), bars));
        }
        return new RatioChart(title() + ", × " + Names.of(LoadResult.BASELINE), groups);
    }

    private String ratios() {
        List<String> head = new ArrayList<>(List.of("Callers"));
        results.forEach(result -> head.add(conditions(result.cell())));
        List<List<String>> rows = new ArrayList<>();
        for (String contestant : contestants) {
            List<String> row = new ArrayList<>(List.of(Names.of(contestant)));
            for (LoadResult result : results) {
                List<Double> ratios = result.ratios(contestant);
                row.add(ratios.isEmpty() ? "" : Text.spread(Spread.of(ratios)));
            }
            rows.add(row);
        }
        return Text.table(head, rows);
    }

    private String numbers() {
        List<String> head = List.of(
                "Callers, contestant", "answers/s", "p50", "p99", "longest wait", "Jain's index", "bytes per call");
        List<List<String>> rows = new ArrayList<>();
        for (LoadResult result : results) {
            for (String contestant : contestants) {
                if (result.has(contestant)) {
                    rows.add(List.of(
                            conditions(result.cell()) + ": " + Names.of(contestant),
                            Text.number(result.median(contestant, Reading::perSecond)),
                            Text.micros(result.median(contestant, Reading::medianMicros)),
                            Text.micros(result.median(contestant, Reading::p99Micros)),
                            Text.micros(result.highest(contestant, Reading::maxMicros)),
                            Text.number(result.median(contestant, Reading::fairness)),
                            Text.number(result.median(contestant, Reading::bytesPerCall))));
                }
            }
        }
        return Text.table(head, rows);
    }

    private static String conditions(Cell cell) {
        return cell.callers() + " " + cell.threads();
    }
}
