package dev.oneshot.benchmarks.report;

import java.util.List;

/**
 * One row of the summary.
 *
 * @param work what is done
 * @param ours who of ours does it, and how well
 * @param ratios how many times better than the usual way it is
 * @param usual the usual way, and how well that does it
 * @param goal what was to be reached
 * @param reached whether it was
 * @param best the best of all other ways, and how many times better than that one ours is; empty if that is the usual way
 */
record GoalRow(String work, String ours, Spread ratios, String usual, String goal, boolean reached, String best) {

    static final List<String> HEAD = List.of(
            "Work", "Oneshot", "Median ratio [range] × the usual way", "Goal", "Reached", "Ratio × the best other way");

    List<String> cells() {
        return List.of(
                work,
                ours,
                Text.spread(ratios) + " × " + usual,
                goal,
                reached ? "yes" : "**no**",
                best.isEmpty() ? "the same" : best);
    }
}
