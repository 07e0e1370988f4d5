package dev.oneshot.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far the ratios of one and the same pair lay apart from round to round: what is smaller than that, is not known. */
final class Noise {

    private static final double PERCENT = 100;

    private Noise() {}

    /** A sentence on all cells, or nothing if nothing was measured twice. */
    static String of(Measured measured) {
        List<Double> deviations = new ArrayList<>();
        for (LoadResult result : measured.loads()) {
            String baseline = Baselines.ofArena(result.cell().arena());
            for (String contestant : result.contestants()) {
                List<Double> ratios = result.ratios(contestant);
                if (!contestant.equals(baseline) && ratios.size() > 1) {
                    deviations.add(Spread.of(ratios).deviation());
                }
            }
        }
        if (deviations.isEmpty()) {
            return "";
        }
        List<Double> sorted = deviations.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "The machine's noise: a ratio's rounds lay up to %s %% from their median in the middle of all %d ratios, "
                        + "up to %s %% in nine of ten, and %s %% at most.%n%n",
                percent(sorted, 0.5),
                sorted.size(),
                percent(sorted, 0.9),
                percent(sorted, 1));
    }

    private static String percent(List<Double> sorted, double share) {
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return Text.number(sorted.get(Math.max(0, index)) * PERCENT);
    }
}
