package dev.oneshot.net;

import dev.oneshot.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks a device line by line: sends a line and waits for the one line that answers it.
 *
 * <p>Lines are UTF-8 and end with a line feed; a carriage return before it is taken off. One question may be under way at
 * a time. The lines carry no number, so an answer can be told from a late or unasked one only by the order. Therefore the
 * connection is closed whenever that order is in doubt: when a question is called off after it has begun, fails, gets a
 * line that is too long, or when the device has said something unasked. {@link #isOpen} then says so, which makes a
 * {@code Connector} over this client open another:
 *
 * <pre>{@code
 * new Connector<LineClient>() {
 *     public LineClient open() {
 *         TcpConnection connection = runner.blockOn(network.connect(address), Duration.ofSeconds(2));
 *         return LineClient.over(connection, 1024);
 *     }
 *     public boolean isBroken(LineClient client, Throwable failure) {
 *         return !client.isOpen();
 *     }
 * }
 * }</pre>
 */
public final class LineClient implements AutoCloseable {

    private final TcpConnection connection;
    private final LineBuffer received;
    private final AtomicReference<@Nullable LineExchange> exchange = new AtomicReference<>();

    private LineClient(TcpConnection connection, int maxLineBytes) {
        this.connection = connection;
        this.received = new LineBuffer(maxLineBytes);
    }

    /**
     * Takes a connection over.
     *
     * @param connection nobody else may read from it or write to it
     * @param maxLineBytes the longest line in either direction, without its end; at least 1
     * @return the client
     */
    public static LineClient over(TcpConnection connection, int maxLineBytes) {
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes must be at least 1, but is " + maxLineBytes);
        }
        return new LineClient(connection, maxLineBytes);
    }

    /**
     * Sends a line and waits for the answer. Closing the future after its first poll closes the connection.
     *
     * @param line without an end of line
     * @return the answer without its end; the failure is the cause of a {@link java.util.concurrent.CompletionException},
     *     such as an {@link java.io.EOFException} if the device hung up
     * @throws IllegalArgumentException if the line contains an end of line, or is too long
     */
    public Future<String> ask(String line) {
        return new LineExchange(this, connection, received, received.encode(line));
    }

    /**
     * Whether another question can be asked.
     *
     * @return false once the connection was closed, by whomever on this side
     */
    public boolean isOpen() {
        return connection.isOpen();
    }

    /** Closes the connection; a question that is under way fails. Idempotent; any thread. */
    @Override
    public void close() {
        connection.close();
    }

    /** Lets an exchange begin, or refuses if another is under way. */
    void begin(LineExchange beginning) {
        if (!exchange.compareAndSet(null, beginning)) {
            throw new IllegalStateException(this + ": another question is under way");
        }
    }

    void end(LineExchange ending) {
        exchange.compareAndSet(ending, null);
    }

    @Override
    public String toString() {
        return "line client over " + connection;
    }
}
