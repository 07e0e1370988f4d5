package dev.oneshot.benchmarks.http;

import dev.oneshot.benchmarks.load.Latencies;
import dev.oneshot.benchmarks.load.Reading;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A closed loop over HTTP: so many connections, each of which asks again as soon as it is answered. All of them are on the
 * calling thread, since the server has to share the processor with whoever asks it.
 */
public final class HttpLoad {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** Nobody waits that long who will ever be answered. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SocketAddress server;
    private final LongSupplier clock;

    /** Load for the server at this address. */
    public HttpLoad(SocketAddress server) {
        this(server, System::nanoTime);
    }

    HttpLoad(SocketAddress server, LongSupplier clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Measures once. Returns when the last connection has its last answer.
     *
     * @param connections how many
     * @param requests what the connection with this number asks for
     * @param length how long they go on asking
     * @throws IOException if a connection breaks, or gets an answer that it did not ask for, or none
     */
    public Reading measure(int connections, IntFunction<Supplier<Request>> requests, Duration length)
            throws IOException {
        List<HttpConnection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                all.add(HttpConnection.open(server, selector, requests.apply(i), clock));
            }
            run(selector, all, clock.getAsLong() + length.toNanos());
            return reading(all, length);
        } finally {
            for (HttpConnection connection : all) {
                connection.close();
            }
        }
    }

    private void run(Selector selector, List<HttpConnection> all, long end) throws IOException {
        for (HttpConnection connection : all) {
            connection.ask();
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        int asking = all.size();
        while (asking > 0) {
            if (selector.select(PATIENCE.toMillis()) == 0) {
                throw new IOException("The server did not answer within " + PATIENCE);
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (((HttpConnection) key.attachment()).receive(buffer, end)) {
                    asking--;
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private static Reading reading(List<HttpConnection> all, Duration length) {
        Latencies latencies = new Latencies();
        all.forEach(connection -> latencies.add(connection.latencies()));
        long[] shares = all.stream().mapToLong(HttpConnection::answered).toArray();
        return Reading.of(latencies, shares, length, Double.NaN, 0);
    }
}
