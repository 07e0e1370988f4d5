package dev.oneshot.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the command line asks for: words, flags, and options with a value. */
final class Options {

    private static final Set<String> FLAGS = Set.of("--quick");
    private static final Set<String> WITH_VALUE = Set.of(
            "--budget",
            "--forks",
            "--fork",
            "--rounds",
            "--arenas",
            "--operations",
            "--callers",
            "--threads",
            "--contestants",
            "--results",
            "--data",
            "--command");

    /** Where files lie is nobody's business, and the rest is only for forks. */
    private static final Set<String> UNTOLD = Set.of("--results", "--data", "--fork", "--command");

    private static final Duration SHORT = Duration.ofHours(1);

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> given = new ArrayList<>(List.of("run"));

    private Options() {}

    static Options parse(List<String> arguments) {
        Options options = new Options();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (FLAGS.contains(argument)) {
                options.values.put(argument, "true");
                options.given.add(argument);
            } else if (WITH_VALUE.contains(argument) && i + 1 < arguments.size()) {
                i++;
                options.values.put(argument, arguments.get(i));
                if (!UNTOLD.contains(argument)) {
                    options.given.addAll(List.of(argument, arguments.get(i)));
                }
            } else if (argument.startsWith("-")) {
                throw new IllegalArgumentException("What is " + argument + "? See benchmarks/README.md.");
            } else {
                options.words.add(argument);
                options.given.add(argument);
            }
        }
        return options;
    }

    List<String> words() {
        return words;
    }

    /** The parts that are asked for; all of them if none is named. */
    List<Part> parts() {
        return words.isEmpty()
                ? List.of(Part.values())
                : words.stream().map(Part::of).toList();
    }

    boolean isQuick() {
        return values.containsKey("--quick");
    }

    /** How long all parts may take together, if that is given. */
    @Nullable Duration budget() {
        String value = values.get("--budget");
        return value == null ? null : duration(value);
    }

    /** Several, since each JVM compiles the code in its own way; in a short time rather fewer, but longer ones. */
    int forks() {
        return Integer.parseInt(values.getOrDefault("--forks", isQuick() ? "1" : isShort() ? "2" : "3"));
    }

    int rounds() {
        return Integer.parseInt(values.getOrDefault("--rounds", isQuick() ? "3" : isShort() ? "2" : "5"));
    }

    private boolean isShort() {
        Duration budget = budget();
        return budget != null && budget.compareTo(SHORT) < 0;
    }

    /** What was asked for in the first place, for those who read the results. */
    String command() {
        String told = values.get("--command");
        return told == null ? String.join(" ", given) : told;
    }

    /** The number of the fork that this JVM is; null if it has to start the forks. */
    @Nullable Integer fork() {
        String value = values.get("--fork");
        return value == null ? null : Integer.valueOf(value);
    }

    Path results() {
        return Path.of(values.getOrDefault("--results", "results"));
    }

    Path data() {
        return Path.of(values.getOrDefault("--data", results().resolve("data").toString()));
    }

    /** The elements of an option that takes several, separated by commas. */
    <T> List<T> list(String option, String defaults, Function<String, T> element) {
        return Arrays.stream(values.getOrDefault(option, defaults).split(","))
                .map(String::strip)
                .map(element)
                .toList();
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    /** The same options for one fork of one part. */
    List<String> forFork(Part part, int fork, Duration budget, int rounds) {
        List<String> arguments = new ArrayList<>(List.of("run", part.label()));
        Map<String, String> changed = new HashMap<>(values);
        changed.put("--fork", Integer.toString(fork));
        changed.put("--budget", budget.toSeconds() + "s");
        changed.put("--rounds", Integer.toString(rounds));
        changed.put("--command", command());
        changed.forEach((option, value) -> {
            arguments.add(option);
            if (!FLAGS.contains(option)) {
                arguments.add(value);
            }
        });
        return arguments;
    }

    /** A duration such as 90s, 10m or 1h. */
    static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }
}
