package dev.oneshot.benchmarks.report;

import java.util.List;

/** The goals beside what was reached, and how much the machine can be believed. */
final class Summary {

    private Summary() {}

    static String of(Measured measured) {
        List<List<String>> rows = Goals.ALL.stream()
                .flatMap(goal -> goal.in(measured).stream())
                .map(GoalRow::cells)
                .toList();
        String table = rows.isEmpty() ? "Nothing of what there was a goal for.\n\n" : Text.table(GoalRow.HEAD, rows);
        return table + Noise.of(measured);
    }
}
