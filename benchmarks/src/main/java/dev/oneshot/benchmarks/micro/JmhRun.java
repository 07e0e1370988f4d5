package dev.oneshot.benchmarks.micro;

import dev.oneshot.benchmarks.results.MicroSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH for all benchmarks of one part, each in one fork, with as much time for each as the budget allows. */
public final class JmhRun {

    private static final int WARMUPS = 4;
    private static final int MEASUREMENTS = 4;
    private static final long SHORTEST_MILLIS = 100;

    /** What it takes to start a fork, and what the profiler waits for around it. */
    private static final long FORK_MILLIS = 1500;

    /** So small a young generation that the warm-up has touched all of it: a page that is new costs more than what lies in it. */
    private static final String YOUNG_GENERATION = "-Xmn128m";

    /** Which classes belong to which part. */
    private static final Map<String, String> CLASSES = Map.of(
            "oneshot", "Oneshot(WithWaiter)?",
            "timer", "Timeout",
            "executor", "(Yield|Spawn)",
            "channel", "(Channel|Mutex)");

    private JmhRun() {}

    /**
     * Measures all contestants of a part once.
     *
     * @param part its name
     * @param fork the number under which the results are kept
     * @param budget about how long all that may take
     */
    public static List<MicroSample> of(String part, int fork, Duration budget) throws RunnerException {
        String include = "\\.micro\\." + CLASSES.get(part) + "Benchmark\\.";
        String exclude = VirtualThreads.areAvailable() ? "^$" : "virtualThread";
        long perBenchmark = budget.toMillis() / Math.max(1, count(include, exclude)) - FORK_MILLIS;
        TimeValue iteration =
                TimeValue.milliseconds(Math.max(SHORTEST_MILLIS, perBenchmark / (WARMUPS + MEASUREMENTS)));
        Options options = new OptionsBuilder()
                .include(include)
                .exclude(exclude)
                .forks(1)
                .warmupIterations(WARMUPS)
                .warmupTime(iteration)
                .measurementIterations(MEASUREMENTS)
                .measurementTime(iteration)
                .jvmArgsAppend(YOUNG_GENERATION)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        List<MicroSample> samples = new ArrayList<>();
        for (RunResult result : new Runner(options).run()) {
            samples.add(sample(part, fork, result));
        }
        samples.forEach(JmhRun::tell);
        return samples;
    }

    private static int count(String include, String exclude) {
        Collection<BenchmarkListEntry> entries = BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(include),
                        List.of(exclude));
        return entries.stream()
                .mapToInt(entry -> {
                    Map<String, String[]> parameters = entry.getParams().orElse(Map.of());
                    return parameters.values().stream()
                            .mapToInt(values -> values.length)
                            .reduce(1, Math::multiplyExact);
                })
                .sum();
    }

    private static MicroSample sample(String part, int fork, RunResult result) {
        BenchmarkParams params = result.getParams();
        String[] names = params.getBenchmark().split("\\.");
        List<String> conditions = params.getParamsKeys().stream()
                .map(key -> key + " " + params.getParam(key))
                .toList();
        Result<?> primary = result.getPrimaryResult();
        return new MicroSample(
                part,
                names[names.length - 2].replace("Benchmark", ""),
                names[names.length - 1],
                String.join(", ", conditions),
                fork,
                primary.getScore(),
                primary.getScoreUnit(),
                allocated(result));
    }

    private static @Nullable Double allocated(RunResult result) {
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith("gc.alloc.rate.norm")) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        return null;
    }

    private static void tell(MicroSample sample) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %-28s %-18s %,10.1f %s  %s B%n",
                sample.question(),
                sample.contestant(),
                sample.parameters(),
                sample.score(),
                sample.unit(),
                sample.bytes() == null ? "?" : String.format(Locale.ROOT, "%.0f", sample.bytes()));
    }
}
