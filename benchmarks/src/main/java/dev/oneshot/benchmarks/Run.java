package dev.oneshot.benchmarks;

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
        for (Part part : options.parts()) {
            Duration budget = budget(part).dividedBy(options.forks());
            for (int number = 1; number <= options.forks(); number++) {
                System.out.printf(
                        "--- %s, fork %d of %d, about %d s%n",
                        part.label(), number, options.forks(), budget.toSeconds());
                fork(options.forFork(part, number, budget));
            }
        }
        System.out.println(
                "--- results are in " + options.results().toAbsolutePath().normalize());
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

    private static void fork(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.forThisJdk());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        command.addAll(arguments);
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("A fork ended with status " + status);
        }
    }
}
