package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million tasks on one thread, in a JVM of its own with a heap of 1 GiB, where running out of memory fails the test. */
class MillionTasksTest {

    private static final long GUARD_SECONDS = 120;

    @TempDir
    private Path directory;

    @Test
    void aMillionTasksOfTenYieldsEachRunToTheirEnd() throws Exception {
        assertThat(outputOf("yield")).containsExactly("spawned 1000000, live 0, polls 11000000");
    }

    @Test
    void aMillionTasksSleepAndEachWakesInItsTime() throws Exception {
        assertThat(outputOf("sleep"))
                .containsExactly(
                        "spawned 1000000, live 1000000, polls 1000000",
                        "spawned 1000000, live 500000, polls 1500000",
                        "spawned 1000000, live 0, polls 2000000");
    }

    private List<String> outputOf(String what) throws Exception {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        rootOf(LocalExecutor.class) + File.pathSeparator + rootOf(MillionTasks.class),
                        MillionTasks.class.getName(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        try {
            assertThat(process.waitFor(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    /** The directory that a class was compiled to. */
    private static Path rootOf(Class<?> type) throws URISyntaxException {
        URL file = Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class"));
        Path root = Path.of(file.toURI());
        for (int i = 0; i < type.getName().split("\\.").length; i++) {
            root = root.getParent();
        }
        return root;
    }
}
