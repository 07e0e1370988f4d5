package dev.oneshot.net;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Opens a socket at its first poll and waits until it is connected; owns the socket until then. */
final class ConnectFuture implements Future<TcpConnection> {

    private final SelectorLoop loop;
    private final SocketAddress address;
    private @Nullable TcpConnection connection;
    private @Nullable Future<TcpConnection> finishing;
    private boolean ended;

    ConnectFuture(SelectorLoop loop, SocketAddress address) {
        this.loop = loop;
        this.address = address;
    }

    @Override
    public Poll<TcpConnection> poll(Context context) {
        if (ended) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        try {
            Future<TcpConnection> begun = finishing == null ? begin() : finishing;
            finishing = begun;
            Poll<TcpConnection> poll = begun.poll(context);
            ended = poll.isReady();
            return poll;
        } catch (IOException e) {
            close();
            throw new CompletionException(this + " failed: " + e, e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Future<TcpConnection> begin() throws IOException {
        SocketChannel channel = SocketChannel.open();
        TcpConnection opened = TcpConnection.register(loop, channel);
        connection = opened;
        channel.connect(address);
        return opened.finishConnect(address);
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        if (finishing != null) {
            finishing.close();
        }
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public String toString() {
        return "connect to " + address;
    }
}
