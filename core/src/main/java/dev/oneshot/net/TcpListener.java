package dev.oneshot.net;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A port at which clients connect. */
public final class TcpListener implements AutoCloseable {

    private final SelectorLoop loop;
    private final ServerSocketChannel channel;
    private final Registration registration;
    private final InetSocketAddress localAddress;

    TcpListener(SelectorLoop loop, ServerSocketChannel channel, Registration registration) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.registration = registration;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Waits for the next client. Closing the future loses none: a client is accepted only by the poll that returns it.
     * One may wait at a time; a second that would have to fails with an {@link IllegalStateException}.
     *
     * @return the connection to the client; the failure is the cause of a
     *     {@link java.util.concurrent.CompletionException}
     */
    public Future<TcpConnection> accept() {
        return new IoFuture<>("accept at", localAddress, registration, SelectionKey.OP_ACCEPT, () -> {
            SocketChannel accepted = channel.accept();
            return accepted == null ? Poll.pending() : Poll.ready(TcpConnection.register(loop, accepted));
        });
    }

    /**
     * Where it listens.
     *
     * @return the address with the actual port
     */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /**
     * Listens no more; whoever waits in {@link #accept} fails. Returns when the port is free, which takes as long as the
     * network's thread needs to let go of it; waits for that a second at most, and not in a waker that the network calls.
     * Idempotent; any thread.
     */
    @Override
    public void close() {
        if (loop.isOwnThread()) {
            registration.close();
        } else {
            registration.closeAndAwaitRelease();
        }
    }

    @Override
    public String toString() {
        return "listener at " + localAddress;
    }
}
