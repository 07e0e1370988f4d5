package dev.oneshot.benchmarks.report;

import java.util.Map;

/** Whom all others are compared with. */
final class Baselines {

    private static final Map<String, String> OF_ARENAS = Map.of("costs", "plain");
    private static final Map<String, String> OF_QUESTIONS =
            Map.of("Start-up", "withoutStarter", "Queued request", "workerJob");

    private Baselines() {}

    /** Where crowds of callers are answered. */
    static String ofArena(String arena) {
        return OF_ARENAS.getOrDefault(arena, "hikari-1");
    }

    /** Where single operations are measured. */
    static String ofQuestion(String question) {
        return OF_QUESTIONS.getOrDefault(question, "oneshot");
    }
}
