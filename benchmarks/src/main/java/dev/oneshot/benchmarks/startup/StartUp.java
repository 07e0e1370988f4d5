package dev.oneshot.benchmarks.startup;

import dev.oneshot.benchmarks.application.Application;
import dev.oneshot.benchmarks.application.OwnClasses;
import dev.oneshot.benchmarks.application.SampleJar;
import dev.oneshot.benchmarks.results.MicroSample;
import dev.oneshot.benchmarks.startup.application.StartedApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Starts one application again and again, by turns with and without Oneshot among its libraries, all of which else are the
 * same: a web server, a database, metrics and health.
 */
public final class StartUp {

    private static final long PATIENCE_SECONDS = 60;
    private static final int STARTS_PER_FORK = 1000;

    private final Path directory;
    private final String with;
    private final String without;

    private StartUp(Path directory, String with, String without) {
        this.directory = directory;
        this.with = with;
        this.without = without;
    }

    /** Makes all ready, in an empty directory. */
    public static StartUp in(Path directory) throws IOException {
        SampleJar sample = SampleJar.unpack(directory.resolve("unpacked"));
        Path classes = OwnClasses.unpack(StartedApplication.class.getPackage(), directory.resolve("application"));
        return new StartUp(
                directory,
                SampleJar.classPath(Stream.concat(Stream.of(classes), sample.libraries().stream())),
                SampleJar.classPath(Stream.concat(Stream.of(classes), sample.librariesOfOthers().stream())));
    }

    /**
     * Starts as often as there is time for, at least once each. The first start of each is thrown away: it finds nothing in
     * the system's memory yet.
     *
     * @param fork numbers the samples: those of the same number were started right after one another
     */
    public List<MicroSample> measure(int fork, Duration budget) throws IOException, InterruptedException {
        long end = System.nanoTime() + budget.toNanos();
        start(without);
        start(with);
        List<MicroSample> samples = new ArrayList<>();
        int number = (fork - 1) * STARTS_PER_FORK;
        do {
            number++;
            // Who is first changes from pair to pair.
            boolean withFirst = number % 2 == 0;
            samples.add(sample(number, withFirst));
            samples.add(sample(number, !withFirst));
        } while (System.nanoTime() - end < 0);
        return samples;
    }

    private MicroSample sample(int number, boolean isWith) throws IOException, InterruptedException {
        String contestant = isWith ? "withStarter" : "withoutStarter";
        double millis = start(isWith ? with : without);
        System.out.printf(Locale.ROOT, "  %d %-14s %,6.0f ms%n", number, contestant, millis);
        return new MicroSample("startup", "Start-up", contestant, "", number, millis, "ms", null);
    }

    private double start(String classPath) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--spring.datasource.url=jdbc:sqlite:"
                        + directory.resolve("startup.db").toAbsolutePath());
        try (Application application = Application.start(
                classPath, StartedApplication.class.getName(), arguments, directory.resolve("startup.log"))) {
            return age(application.waitFor(PATIENCE_SECONDS));
        }
    }

    static double age(String output) {
        return output.lines()
                .filter(line -> line.startsWith(StartedApplication.READY))
                .map(line -> Double.valueOf(line.substring(StartedApplication.READY.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The application was never ready:\n" + output));
    }
}
