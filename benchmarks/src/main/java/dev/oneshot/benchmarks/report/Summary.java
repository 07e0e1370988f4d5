package dev.oneshot.benchmarks.report;

import java.util.List;

/** The goals beside what was reached, and how much the machine can be believed. */
final class Summary {

    private Summary() {}

    static String of(Measured measured) {
        List<List<String>> loads = rows(Goals.LOADS, measured);
        List<List<String>> micros = rows(Goals.MICROS, measured);
        return table(LoadGoal.HEAD, loads, LoadGoal.WORDS)
                + table(MicroGoal.HEAD, micros, MicroGoal.WORDS)
                + Noise.of(measured);
    }

    private static List<List<String>> rows(List<Goal> goals, Measured measured) {
        return goals.stream().flatMap(goal -> goal.rows(measured).stream()).toList();
    }

    private static String table(List<String> head, List<List<String>> rows, int words) {
        return rows.isEmpty() ? "" : Text.table(head, rows, words);
    }
}
