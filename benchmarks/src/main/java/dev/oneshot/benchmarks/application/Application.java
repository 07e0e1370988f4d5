package dev.oneshot.benchmarks.application;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application in a JVM of its own. It ends when it is closed, or at the latest with the JVM that started it. */
public final class Application implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final Path output;
    private final Thread killer;

    private Application(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts one on the JDK at hand.
     *
     * @param classPath what it is made of
     * @param mainClass where it begins
     * @param arguments what it is told
     * @param output the file that gets all it prints
     */
    public static Application start(String classPath, String mainClass, List<String> arguments, Path output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms512m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return new Application(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for its end.
     *
     * @return all it has printed
     * @throws IllegalStateException if it did not end in time, or not well
     */
    public String waitFor(long seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw failure("did not end as it should");
        }
        return output();
    }

    /** An exception that says what it printed. */
    public IllegalStateException failure(String what) throws IOException {
        return new IllegalStateException("An application " + what + ":\n" + output());
    }

    private String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook does the same once more.
        }
    }
}
