package dev.oneshot.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * So many times cheaper than the usual way, in one question about single operations.
 *
 * @param usual the usual way
 * @param prototype what a prototype took, for the reader
 */
record MicroGoal(String question, String parameters, String ours, String usual, double target, String prototype)
        implements Goal {

    @Override
    public List<GoalRow> in(Measured measured) {
        return measured.micro(question, parameters).flatMap(this::row).stream().toList();
    }

    private Optional<GoalRow> row(MicroResult result) {
        List<Double> ratios = result.ratios(usual, ours);
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        Spread spread = Spread.of(ratios);
        return Optional.of(new GoalRow(
                result.title(),
                achievement(result, ours),
                spread,
                Names.of(usual) + " (" + achievement(result, usual) + ")",
                Text.number(target) + " × (prototype: " + prototype + ")",
                spread.median() >= target,
                best(result)));
    }

    private String best(MicroResult result) {
        String best = result.best(Sides::isPeer).orElse(usual);
        List<Double> ratios = result.ratios(best, ours);
        return best.equals(usual) || ratios.isEmpty()
                ? ""
                : Text.spread(Spread.of(ratios)) + " × " + Names.of(best) + " (" + achievement(result, best) + ")";
    }

    private static String achievement(MicroResult result, String contestant) {
        String bytes = result.allocated(contestant).isPresent()
                ? ", " + Text.number(result.allocated(contestant).getAsDouble()) + " B"
                : "";
        return Text.number(result.scores(contestant).median()) + " " + result.unit() + bytes;
    }
}
