package dev.oneshot.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop in a process of its own, which can be killed. */
final class ShopProcess implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private ShopProcess(Process process) {
        this.process = process;
    }

    static ShopProcess start(Path file) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShopApplication.class.getName(),
                        "--server.port=0",
                        "--shop.file=" + file)
                .directory(file.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        ShopProcess shop = new ShopProcess(process);
        Thread reader = new Thread(shop::read, "shop-output");
        reader.setDaemon(true);
        reader.start();
        return shop;
    }

    ShopClient client() throws Exception {
        return new ShopClient(port.get(60, TimeUnit.SECONDS));
    }

    /** As {@code kill -9}: the process has no chance to do anything more. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    port.complete(Integer.valueOf(started.group(1)));
                }
            }
        } catch (IOException e) {
            output.append(e);
        } finally {
            port.completeExceptionally(new AssertionError("the shop did not start:\n" + output));
        }
    }
}
