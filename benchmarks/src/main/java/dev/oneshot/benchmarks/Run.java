package dev.oneshot.benchmarks;

import dev.oneshot.benchmarks.results.ResultFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the parts that were asked for, each fork of each in a JVM of its own, one after the other. Whatever one JVM has
 * made of the code, the next one makes anew.
 */
final class Run {

    private final Options options;

    private Run(Options options) {
        this.options = options;
    }

    static Run of(Options options) {
        return new Run(options);
    }

    void start() throws Exception {
        Integer fork = options.fork();
        if (fork != null) {
            new ForkedRun(options, fork).start();
            return;
        }
        List<String> failed = new ArrayList<>();
        for (Part part : options.parts()) {
            new ResultFiles(options.results())
                    .forget(part.label(), Runtime.version().feature());
            Duration whole = budget(part);
            int forks = options.has("--forks") ? options.forks() : part.forks(options.forks(), whole);
            Duration budget = whole.dividedBy(forks);
            // Fewer forks have more rounds, so that there are as many ratios.
            int rounds = options.rounds() * options.forks() / forks;
            for (int number = 1; number <= forks; number++) {
                System.out.printf(
                        "--- %s, fork %d of %d, about %d s%n", part.label(), number, forks, budget.toSeconds());
                if (fork(options.forFork(part, number, budget, rounds)) != 0) {
                    failed.add(part.label() + ", fork " + number);
                }
            }
        }
        System.out.println(
                "--- results are in " + options.results().toAbsolutePath().normalize());
        if (!failed.isEmpty()) {
            throw new IllegalStateException("Not all went well: " + failed);
        }
    }

    /** A part's share of the whole budget, as large as its usual budget is among the others. */
    private Duration budget(Part part) {
        Duration usual = part.budget(options.isQuick());
        Duration whole = options.budget();
        if (whole == null) {
            return usual;
        }
        long all = options.parts().stream()
                .mapToLong(each -> each.budget(options.isQuick()).toMillis())
                .sum();
        return Duration.ofMillis(whole.toMillis() * usual.toMillis() / all);
    }

    private static int fork(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.forThisJdk());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
