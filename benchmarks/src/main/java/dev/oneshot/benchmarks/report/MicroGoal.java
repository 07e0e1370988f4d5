package dev.oneshot.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * So many times cheaper than the usual way, in one question about single operations.
 *
 * @param usual the usual way
 * @param prototype what a prototype took, for the reader
 */
record MicroGoal(String question, String parameters, String ours, String usual, double target, String prototype)
        implements Goal {

    static final List<String> HEAD = List.of(
            "Work",
            "the usual way",
            "It takes so many times more [range]",
            "Goal",
            "Reached",
            "Ours",
            "Theirs",
            "Prototype",
            "Ratio of the best other way");

    /** How many columns hold words. */
    static final int WORDS = 2;

    @Override
    public List<List<String>> rows(Measured measured) {
        return measured
                .micro(question, parameters)
                .filter(result -> !result.ratios(usual, ours).isEmpty())
                .map(this::row)
                .stream()
                .toList();
    }

    private List<String> row(MicroResult result) {
        Spread ratio = Spread.of(result.ratios(usual, ours));
        return List.of(
                result.title(),
                Names.of(usual),
                Text.spread(ratio),
                Text.number(target),
                Goal.verdict(ratio.median() >= target),
                cost(result, ours),
                cost(result, usual),
                prototype,
                best(result));
    }

    private String best(MicroResult result) {
        String best = result.best(Sides::isPeer).orElse(usual);
        List<Double> ratios = result.ratios(best, ours);
        return best.equals(usual) || ratios.isEmpty()
                ? "the same"
                : Text.spread(Spread.of(ratios)) + " " + Names.of(best) + " (" + cost(result, best) + ")";
    }

    private static String cost(MicroResult result, String contestant) {
        OptionalDouble bytes = result.allocated(contestant);
        return Text.number(result.scores(contestant).median()) + " "
                + result.unit().replace("/op", "")
                + (bytes.isPresent() ? ", " + Text.number(bytes.getAsDouble()) + " B" : "");
    }
}
