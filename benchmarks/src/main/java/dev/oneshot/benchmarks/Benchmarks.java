package dev.oneshot.benchmarks;

import dev.oneshot.benchmarks.report.Report;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs the benchmarks, or makes a report of what they found: {@code benchmarks/README.md} tells how. */
public final class Benchmarks {

    private static final String USAGE = """
            run [database|handoff|oneshot|timer|executor|channel|memory|shop|costs|startup ...] [--quick] [--budget 10m] ...
            report [directory of the results] [file to write]
            jmh [options of JMH]
            See benchmarks/README.md.""";

    private Benchmarks() {}

    /**
     * Does what the first word says.
     *
     * @throws Exception if that fails
     */
    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "" : arguments[0];
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (command) {
            case "run" -> Run.of(Options.parse(rest)).start();
            case "report" -> report(Options.parse(rest).words());
            case "jmh" -> org.openjdk.jmh.Main.main(rest.toArray(String[]::new));
            default -> System.err.println(USAGE);
        }
    }

    private static void report(List<String> words) throws Exception {
        Path results = Path.of(words.isEmpty() ? "results" : words.get(0));
        Path page = Path.of(words.size() < 2 ? "docs/performance.md" : words.get(1));
        Report.of(results).write(page);
        System.out.println(page);
    }
}
