package dev.oneshot.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A payment provider that answers only when the test says so, and with what it says. */
public final class ScriptedProvider implements AutoCloseable {

    private static final long GUARD_SECONDS = 30;

    /** A payment that the shop asked for. */
    public record Payment(String reference, String body) {}

    private final List<Payment> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Payment> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public ScriptedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/pay", this::handle);
        server.start();
    }

    /** The property that makes a shop use it. */
    public String property() {
        return "shop.payment.url=http://127.0.0.1:" + server.getAddress().getPort() + "/pay";
    }

    /** Begins anew, for another test. */
    void forget() {
        asked.clear();
        arrivals.clear();
        answers.clear();
    }

    /** Answers one request, the next if there is none yet. */
    public void answer(int status) {
        answers.add(status);
    }

    /** Returns when one more request is there. */
    public Payment awaitRequest() throws InterruptedException {
        Payment payment = arrivals.poll(GUARD_SECONDS, TimeUnit.SECONDS);
        if (payment == null) {
            throw new AssertionError("no payment was asked for");
        }
        return payment;
    }

    /** Each time that a payment was asked for, with its reference. */
    public List<String> references() {
        return asked.stream().map(Payment::reference).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Payment payment = new Payment(
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    new String(exchange.getRequestBody().readAllBytes()));
            asked.add(payment);
            arrivals.add(payment);
            Integer status = answers.poll(GUARD_SECONDS, TimeUnit.SECONDS);
            exchange.sendResponseHeaders(status == null ? 500 : status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
