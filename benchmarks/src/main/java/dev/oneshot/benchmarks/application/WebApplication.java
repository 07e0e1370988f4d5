package dev.oneshot.benchmarks.application;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application that answers over HTTP, on a free port of this machine's loopback. */
public final class WebApplication implements AutoCloseable {

    private static final long START_SECONDS = 60;
    private static final long PAUSE_MILLIS = 50;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Application application;
    private final InetSocketAddress address;

    private WebApplication(Application application, InetSocketAddress address) {
        this.application = application;
        this.address = address;
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @param path what it answers with status 200
     */
    public static WebApplication start(
            String classPath, String mainClass, List<String> arguments, Path output, String path)
            throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=" + address.getPort());
        Application application = Application.start(classPath, mainClass, all, output);
        try {
            waitUntilItAnswers(application, address, path);
            return new WebApplication(application, address);
        } catch (IOException | InterruptedException | RuntimeException e) {
            application.close();
            throw e;
        }
    }

    /** Where it answers. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        application.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void waitUntilItAnswers(Application application, InetSocketAddress address, String path)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(START_SECONDS).toNanos();
        while (!answers(address, path)) {
            if (!application.isAlive() || System.nanoTime() - end > 0) {
                throw application.failure("did not start");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean answers(InetSocketAddress address, String path) {
        try {
            String host = address.getAddress().getHostAddress();
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://" + host + ":" + address.getPort() + path)
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
