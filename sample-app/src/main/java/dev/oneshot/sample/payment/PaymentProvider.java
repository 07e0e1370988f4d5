package dev.oneshot.sample.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A payment provider for trying out the shop: an HTTP server of its own on this machine, slow and moody as configured.
 *
 * <p>{@code POST /payments} with the header {@code Idempotency-Key} is answered with 201 if paid and with 402 if declined.
 * A repetition with the same key is not another payment, and gets the same answer. It forgets all when the
 * shop ends.
 */
@Component
final class PaymentProvider implements SmartLifecycle {

    /** Below the phase of the web server and of the worker: it starts before them and stops after them. */
    private static final int PHASE = 0;

    private static final String LOOPBACK = "127.0.0.1";

    private final PaymentProperties properties;
    private final Map<String, PaymentOutcome> outcomes = new ConcurrentHashMap<>();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    PaymentProvider(PaymentProperties properties) {
        this.properties = properties;
    }

    /** Where payments are made; throws while it is stopped. */
    synchronized URI url() {
        if (server == null) {
            throw new IllegalStateException("the payment provider is not running");
        }
        return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/payments");
    }

    @Override
    public synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(LOOPBACK), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "payment-provider");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/payments", this::answer);
        server.start();
    }

    @Override
    public synchronized void stop() {
        if (server != null && threads != null) {
            server.stop(0);
            threads.shutdownNow();
        }
        server = null;
        threads = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            if (!exchange.getRequestMethod().equals("POST") || key == null) {
                answer(exchange, 400, "{\"error\":\"POST with an Idempotency-Key is expected\"}");
                return;
            }
            exchange.getRequestBody().readAllBytes();
            Thread.sleep(properties.delay().toMillis());
            PaymentOutcome outcome = outcomes.computeIfAbsent(key, first -> decide());
            answer(exchange, outcome == PaymentOutcome.CHARGED ? 201 : 402, "{\"outcome\":\"" + outcome + "\"}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PaymentOutcome decide() {
        return ThreadLocalRandom.current().nextDouble() < properties.declineRate()
                ? PaymentOutcome.DECLINED
                : PaymentOutcome.CHARGED;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
