package dev.oneshot.net;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * An open TCP connection.
 *
 * <p>Reading and writing are independent: one of each may wait at a time, and a second that would have to wait fails with
 * an {@link IllegalStateException}. A buffer belongs to its future until that has ended. A failure comes as the cause of a
 * {@link java.util.concurrent.CompletionException}. Small writes are sent at once ({@code TCP_NODELAY}).
 */
public final class TcpConnection implements AutoCloseable {

    private final SocketChannel channel;
    private final Registration registration;

    private TcpConnection(SocketChannel channel, Registration registration) {
        this.channel = channel;
        this.registration = registration;
    }

    /** Takes the channel over, connected or not; closes it if that fails. */
    static TcpConnection register(SelectorLoop loop, SocketChannel channel) throws IOException {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new TcpConnection(channel, loop.register(channel));
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /** Waits until the channel is connected. */
    Future<TcpConnection> finishConnect(SocketAddress address) {
        return new IoFuture<>(
                "connect to",
                address,
                registration,
                SelectionKey.OP_CONNECT,
                () -> channel.finishConnect() ? Poll.ready(this) : Poll.pending());
    }

    /**
     * Waits for bytes. Closing the future loses none: they are taken only by the poll that is ready.
     *
     * @param target takes as many bytes as are there and fit, but a buffer in the heap no more than 128 KiB at a time
     * @return how many, at least one; or -1 when the other side sends no more
     * @throws IllegalArgumentException if the target has no room
     */
    public Future<Integer> read(ByteBuffer target) {
        if (!target.hasRemaining()) {
            throw new IllegalArgumentException("read: the buffer has no room");
        }
        return new IoFuture<>("read from", this, registration, SelectionKey.OP_READ, () -> {
            int count = Pieces.read(channel, target);
            return count == 0 ? Poll.pending() : Poll.ready(count);
        });
    }

    /**
     * Writes as many bytes as the system takes, and waits until it takes one. If the future is closed before it was
     * ready, nothing was written.
     *
     * @param source what to write
     * @return how many were written; 0 only if there were none
     */
    public Future<Integer> write(ByteBuffer source) {
        return new IoFuture<>("write to", this, registration, SelectionKey.OP_WRITE, () -> {
            int count = Pieces.write(channel, source);
            return count == 0 && source.hasRemaining() ? Poll.pending() : Poll.ready(count);
        });
    }

    /**
     * Writes all bytes. If the future is closed before it was ready, the position of the source tells how many were
     * written.
     *
     * @param source what to write
     * @return a future of null
     */
    @SuppressWarnings("NullAway") // it does not see that the lambda's Poll is one of @Nullable Void
    public Future<@Nullable Void> writeAll(ByteBuffer source) {
        return new IoFuture<>("write to", this, registration, SelectionKey.OP_WRITE, () -> {
            Pieces.write(channel, source);
            return source.hasRemaining() ? Poll.pending() : Poll.ready(null);
        });
    }

    /**
     * Tells the other side that nothing more will be written; reading goes on.
     *
     * @throws IOException if the connection is closed or broken
     */
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /**
     * Whether this side has not been closed.
     *
     * @return true before {@link #close}; tells nothing of the other side
     */
    public boolean isOpen() {
        return registration.isOpen();
    }

    /**
     * The address of this side.
     *
     * @return the address
     * @throws IOException if the connection is closed
     */
    public SocketAddress localAddress() throws IOException {
        return channel.getLocalAddress();
    }

    /**
     * The address of the other side.
     *
     * @return the address
     * @throws IOException if the connection is closed
     */
    public SocketAddress remoteAddress() throws IOException {
        return channel.getRemoteAddress();
    }

    /** Closes both directions; whoever waits to read or write fails. Idempotent; any thread. */
    @Override
    public void close() {
        registration.close();
    }

    @Override
    public String toString() {
        return "tcp " + channel.socket().getLocalPort() + "→" + channel.socket().getRemoteSocketAddress();
    }
}
