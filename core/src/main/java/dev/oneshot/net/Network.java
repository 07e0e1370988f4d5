package dev.oneshot.net;

import dev.oneshot.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Objects;

/**
 * TCP connections and listeners that share one thread, which waits for all of them.
 *
 * <p>The thread starts with the first of them and ends some seconds after the last was closed, or with {@link #close}.
 * It is a daemon and only calls wakers: bytes are moved on the thread that polls. Addresses must be resolved, since
 * asking for a name blocks. Thread-safe.
 */
public final class Network implements AutoCloseable {

    private static final Duration LINGER = Duration.ofSeconds(5);

    /** How many clients the system may connect ahead of {@link TcpListener#accept}; as many as with Tokio. */
    private static final int BACKLOG = 1_024;

    private final SelectorLoop loop;

    Network(SelectorLoop loop) {
        this.loop = loop;
    }

    /**
     * Makes a network with nothing in it; there is no thread yet.
     *
     * @param name the name of its thread
     * @return the network
     */
    public static Network create(String name) {
        return create(name, LINGER);
    }

    static Network create(String name, Duration linger) {
        return new Network(new SelectorLoop(Objects.requireNonNull(name, "name"), linger.toMillis()));
    }

    /**
     * Connects to a server. Closing the future before it was ready gives the attempt up. How long it may take is up to
     * whoever drives it, or else to the operating system.
     *
     * @param address the resolved address of the server
     * @return the connection; the failure is the cause of a {@link java.util.concurrent.CompletionException}
     */
    public Future<TcpConnection> connect(SocketAddress address) {
        return new ConnectFuture(loop, Objects.requireNonNull(address, "address"));
    }

    /**
     * Listens at an address, from now on.
     *
     * @param address where; port 0 lets the system choose, see {@link TcpListener#localAddress}
     * @return the listener
     * @throws IOException if that is impossible, or this network is closed
     */
    public TcpListener listen(SocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, BACKLOG);
            return new TcpListener(loop, channel, loop.register(channel));
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Closes all connections and listeners, so that whoever waits for them fails, and returns when the thread has ended.
     * Nothing can be opened after that. Idempotent.
     */
    @Override
    public void close() {
        loop.close();
    }
}
