package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * So many times the throughput of the usual way, in one cell. Each of ours that is used in the usual manner has a row of its
 * own, whether it does well or not.
 *
 * @param usual those of whom the best is the usual way
 * @param leastFairness what Jain's index has to be above; 0 if anything will do
 */
record LoadGoal(Cell cell, Set<String> usual, double target, double leastFairness) implements Goal {

    private static final List<String> OURS = List.of("worker", "worker-statement", "sample-app");

    @Override
    public List<GoalRow> in(Measured measured) {
        List<GoalRow> rows = new ArrayList<>();
        measured.load(cell).ifPresent(result -> {
            for (String ours : OURS) {
                result.best(usual::contains)
                        .flatMap(peer -> row(result, ours, peer))
                        .ifPresent(rows::add);
            }
        });
        return rows;
    }

    private Optional<GoalRow> row(LoadResult result, String ours, String peer) {
        List<Double> ratios = result.ratios(ours, peer);
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        Spread spread = Spread.of(ratios);
        boolean isFair = result.median(ours, Reading::fairness) >= leastFairness;
        return Optional.of(new GoalRow(
                CellName.full(cell),
                Names.of(ours) + ": " + achievement(result, ours),
                spread,
                Names.of(peer) + " (" + achievement(result, peer) + ")",
                goal(),
                spread.median() >= target && isFair,
                best(result, ours, peer)));
    }

    private String goal() {
        String fair = leastFairness > 0 ? ", Jain above " + Text.number(leastFairness) : "";
        return (target == 1 ? "not behind" : Text.number(target) + " ×") + fair;
    }

    private static String best(LoadResult result, String ours, String usual) {
        String best = result.best(Sides::isPeer).orElse(usual);
        List<Double> ratios = result.ratios(ours, best);
        return best.equals(usual) || ratios.isEmpty()
                ? ""
                : Text.spread(Spread.of(ratios)) + " × " + Names.of(best) + " (" + achievement(result, best) + ")";
    }

    private static String achievement(LoadResult result, String contestant) {
        return "p99 " + Text.micros(result.median(contestant, Reading::p99Micros)) + ", longest wait "
                + Text.micros(result.highest(contestant, Reading::maxMicros)) + ", Jain "
                + Text.number(result.median(contestant, Reading::fairness));
    }
}
