package dev.oneshot.benchmarks.results;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where and when something was measured. It names no host.
 *
 * @param processor the processor's model
 * @param cores how many of its cores the JVM may use
 * @param system the operating system and its version
 * @param memory how much memory it has, and how much of it the JVM may use
 * @param fileSystem what kind of file system the data lay on
 * @param fsyncMicros how long it takes there to bring a page of 4 KiB to the disk, in the middle
 * @param jdk the runtime in full
 * @param javaVersion its feature version
 * @param date when the measuring began
 * @param commit which state of the project was measured
 * @param jvmFlags what the JVM was told at its start
 * @param command what the benchmarks were asked to do
 */
public record Environment(
        String processor,
        int cores,
        String system,
        String memory,
        String fileSystem,
        double fsyncMicros,
        String jdk,
        int javaVersion,
        Instant date,
        String commit,
        String jvmFlags,
        String command) {

    private static final double GIB = 1L << 30;
    private static final String UNKNOWN = "unknown";

    /**
     * This machine, now.
     *
     * @param data an existing directory on the disk that is measured
     * @param command what the benchmarks were asked to do
     */
    public static Environment here(Path data, String command) throws IOException {
        return new Environment(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                memorySize(),
                Files.getFileStore(data).type(),
                Fsync.medianMicros(data),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
                Runtime.version().feature(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                commitAtHand(),
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                command);
    }

    private static String processorModel() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String memorySize() {
        long machine = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        long heap = Runtime.getRuntime().maxMemory();
        return Math.round(machine / GIB) + " GiB, heap " + Math.round(heap / GIB) + " GiB";
    }

    private static String commitAtHand() throws IOException {
        String commit = git("rev-parse", "--short=10", "HEAD");
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        return git("status", "--porcelain").isEmpty() ? commit : commit + " with changes";
    }

    private static String git(String... arguments) throws IOException {
        try {
            List<String> command = new ArrayList<>(List.of("git"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
