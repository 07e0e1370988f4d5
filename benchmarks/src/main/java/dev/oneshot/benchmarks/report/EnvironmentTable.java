package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.results.Environment;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names the machines, the JDKs, the days and the commits of some results; mostly one of each. */
final class EnvironmentTable {

    private EnvironmentTable() {}

    static String of(List<Environment> environments) {
        return Text.table(
                List.of("Measured", "on"),
                List.of(
                        row("Processor", environments, Environment::processor),
                        row("Cores", environments, Environment::cores),
                        row("Memory", environments, Environment::memory),
                        row("System", environments, Environment::system),
                        row("File system", environments, Environment::fileSystem),
                        List.of("A page of 4 KiB brought to the disk", fsync(environments)),
                        row("JDK", environments, Environment::jdk),
                        row("JVM flags", environments, Environment::jvmFlags),
                        row("Command", environments, environment -> "`" + environment.command() + "`"),
                        row(
                                "Date",
                                environments,
                                environment -> environment.date().toString().substring(0, 10)),
                        row("Commit", environments, Environment::commit)));
    }

    private static String fsync(List<Environment> environments) {
        Spread micros =
                Spread.of(environments.stream().map(Environment::fsyncMicros).toList());
        return Text.micros(micros.median()) + " [" + Text.micros(micros.lowest()) + "–" + Text.micros(micros.highest())
                + "]";
    }

    private static List<String> row(String name, List<Environment> all, Function<Environment, Object> part) {
        String values =
                all.stream().map(part).map(Object::toString).distinct().sorted().collect(Collectors.joining(", "));
        return List.of(name, values);
    }
}
