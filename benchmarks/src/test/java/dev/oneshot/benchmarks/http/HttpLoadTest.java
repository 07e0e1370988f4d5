package dev.oneshot.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import dev.oneshot.benchmarks.load.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By a clock that goes on by a millisecond with each look: each answer takes one, and so does each question. */
class HttpLoadTest {

    private static final long MILLI = 1_000_000;
    private static final int BODY_BYTES = 200_000;

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong clock = new AtomicLong();

    private HttpServer server;
    private HttpLoad load;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, BODY_BYTES);
            exchange.getResponseBody().write(new byte[BODY_BYTES]);
            exchange.close();
        });
        server.createContext("/missing", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
        load = new HttpLoad(server.getAddress(), () -> clock.addAndGet(MILLI));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void countsForEachConnectionWhatItWasAnsweredInTime() throws IOException {
        Reading reading = load.measure(
                2, number -> () -> number == 0 ? Request.get("/a") : Request.post("/b", "{}"), Duration.ofMillis(100));

        // The end is at 101 on a clock that starts at 1: every answer is counted but the last of each, which is late.
        int answers = asked.get("/a") + asked.get("/b");
        assertThat(asked.get("/a")).isGreaterThan(2);
        assertThat(asked.get("/b")).isGreaterThan(2);
        assertThat(reading.perSecond() * 0.1).isBetween(answers - 2.001, answers - 0.999);
        assertThat(reading.fairness()).isBetween(0.5, 1.0);
        assertThat(reading.maxMicros()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void asksEachConnectionForItsOwn() throws IOException {
        load.measure(3, number -> () -> Request.get("/" + number), Duration.ofMillis(20));
        assertThat(asked.keySet()).containsExactlyInAnyOrderElementsOf(List.of("/0", "/1", "/2"));
    }

    @Test
    void failsAtAnAnswerThatNobodyAskedFor() {
        assertThatIOException()
                .isThrownBy(() -> load.measure(1, number -> () -> Request.get("/missing"), Duration.ofMillis(20)))
                .withMessageContaining("404");
    }

    @Test
    void failsWhereNobodyListens() {
        server.stop(0);
        assertThatIOException()
                .isThrownBy(() -> load.measure(1, number -> () -> Request.get("/a"), Duration.ofMillis(20)));
    }
}
