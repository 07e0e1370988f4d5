package dev.oneshot.benchmarks.http;

import dev.oneshot.benchmarks.load.Latencies;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One connection that asks, waits for the answer, and asks again, until the time is over; and what it saw. As a caller on a
 * thread of its own, it remembers the wait for an answer that comes too late, and does not count that answer.
 */
final class HttpConnection implements AutoCloseable {

    private final SocketChannel channel;
    private final Supplier<Request> requests;
    private final LongSupplier clock;
    private final ResponseParser parser = new ResponseParser();
    private final Latencies latencies = new Latencies();
    private int expected;
    private long asked;
    private long answered;

    private HttpConnection(SocketChannel channel, Supplier<Request> requests, LongSupplier clock) {
        this.channel = channel;
        this.requests = requests;
        this.clock = clock;
    }

    static HttpConnection open(SocketAddress server, Selector selector, Supplier<Request> requests, LongSupplier clock)
            throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            HttpConnection connection = new HttpConnection(channel, requests, clock);
            channel.register(selector, SelectionKey.OP_READ, connection);
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void ask() throws IOException {
        Request request = requests.get();
        expected = request.status();
        asked = clock.getAsLong();
        ByteBuffer out = ByteBuffer.wrap(request.bytes());
        // Nothing else is on its way, so there is room for all of it.
        if (channel.write(out) != request.bytes().length) {
            throw new IOException("A request did not fit into the socket's buffer");
        }
    }

    /**
     * Takes what has come, and asks again if that was an answer and there is time left.
     *
     * @param buffer room that nobody else uses meanwhile
     * @return whether it is done: the time was over when the answer came
     */
    boolean receive(ByteBuffer buffer, long end) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new EOFException("The server closed a connection");
        }
        buffer.flip();
        if (!parser.parse(buffer)) {
            return false;
        }
        if (buffer.hasRemaining() || parser.status() != expected) {
            throw new IOException("Status " + parser.status() + " instead of " + expected + ", and "
                    + buffer.remaining() + " bytes more than that answer");
        }
        long now = clock.getAsLong();
        latencies.record(now - asked);
        if (now - end <= 0) {
            answered++;
        }
        if (now - end >= 0) {
            return true;
        }
        ask();
        return false;
    }

    long answered() {
        return answered;
    }

    Latencies latencies() {
        return latencies;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
