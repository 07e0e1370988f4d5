package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * So many times the throughput of the usual way, in one cell. Each of ours that is used in the usual manner has a row of its
 * own, whether it does well or not.
 *
 * @param usual those of whom the best is the usual way
 * @param leastFairness what Jain's index has to be above; 0 if anything will do
 */
record LoadGoal(Cell cell, Set<String> usual, double target, double leastFairness) implements Goal {

    static final List<String> HEAD = List.of(
            "Work, callers",
            "Oneshot",
            "the usual way",
            "Median ratio [range]",
            "Goal",
            "Reached",
            "p99, ours / theirs",
            "Longest wait",
            "Jain's index",
            "Ratio to the best other way (its Jain's index)");

    /** How many columns hold words. */
    static final int WORDS = 3;

    private static final List<String> OURS = List.of("worker", "worker-statement", "sample-app");

    @Override
    public List<List<String>> rows(Measured measured) {
        List<List<String>> rows = new ArrayList<>();
        measured.load(cell)
                .ifPresent(result -> result.best(usual::contains).ifPresent(peer -> {
                    for (String ours : OURS) {
                        if (!result.ratios(ours, peer).isEmpty()) {
                            rows.add(row(result, ours, peer));
                        }
                    }
                }));
        return rows;
    }

    private List<String> row(LoadResult result, String ours, String peer) {
        Spread ratio = Spread.of(result.ratios(ours, peer));
        boolean isFair = result.median(ours, Reading::fairness) >= leastFairness;
        return List.of(
                CellName.full(cell),
                Names.of(ours),
                Names.of(peer),
                Text.spread(ratio),
                (target == 1 ? "not behind" : Text.number(target)) + (leastFairness > 0 ? ", fair" : ""),
                Goal.verdict(ratio.median() >= target && isFair),
                micros(result, ours, Reading::p99Micros) + " / " + micros(result, peer, Reading::p99Micros),
                longest(result, ours) + " / " + longest(result, peer),
                jain(result, ours) + " / " + jain(result, peer),
                best(result, ours, peer));
    }

    private static String best(LoadResult result, String ours, String usual) {
        String best = result.best(Sides::isPeer).orElse(usual);
        List<Double> ratios = result.ratios(ours, best);
        return best.equals(usual) || ratios.isEmpty()
                ? "the same"
                : Text.spread(Spread.of(ratios)) + " " + Names.of(best) + " (" + jain(result, best) + ")";
    }

    private static String micros(LoadResult result, String contestant, ToDoubleFunction<Reading> time) {
        return Text.micros(result.median(contestant, time));
    }

    private static String longest(LoadResult result, String contestant) {
        return Text.micros(result.highest(contestant, Reading::maxMicros));
    }

    private static String jain(LoadResult result, String contestant) {
        return Text.number(result.median(contestant, Reading::fairness));
    }
}
