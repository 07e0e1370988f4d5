package dev.oneshot.net;

import static dev.oneshot.net.Loopback.ANY_PORT;
import static dev.oneshot.net.Loopback.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The system refuses a thread: whoever asked for it is told, nothing stays open, and the next one who asks gets it. */
class ThreadStartTest {

    private final AtomicBoolean refuse = new AtomicBoolean(true);
    private final SelectorLoop loop = new SelectorLoop("refused", 1, this::newThread);
    private final Network network = new Network(loop);

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aConnectFailsAndTheNextOneIsWoken() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Future<TcpConnection> refused = network.connect(server.getLocalSocketAddress());
            assertThatThrownBy(() -> refused.poll(new CountingWaker().context()))
                    .isInstanceOf(OutOfMemoryError.class);
            refuse.set(false);

            TcpConnection connection = await(network.connect(server.getLocalSocketAddress()));
            Future<Integer> read = connection.read(ByteBuffer.allocate(8));
            CountingWaker waker = new CountingWaker();
            assertThat(read.poll(waker.context()).isReady()).isFalse();
            try (Socket peer = server.accept()) {
                peer.getOutputStream().write('x');

                Bounded.until("the reader is woken", () -> waker.wakes() > 0);
            }
        }
    }

    @Test
    void aRefusedListenerLeavesThePortFree() throws IOException {
        InetSocketAddress address;
        try (ServerSocket earlier = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) earlier.getLocalSocketAddress();
        }
        assertThatThrownBy(() -> network.listen(address)).isInstanceOf(OutOfMemoryError.class);
        refuse.set(false);

        try (TcpListener listener = network.listen(address)) {
            assertThat(listener.localAddress()).isEqualTo(address);
        }
    }

    @Test
    void aRefusedChannelIsClosed() throws IOException {
        SocketChannel channel = SocketChannel.open();

        assertThatThrownBy(() -> TcpConnection.register(loop, channel)).isInstanceOf(OutOfMemoryError.class);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closingTheNetworkAfterwardsDoesNotWaitForTheThreadThatNeverWas() {
        assertThatThrownBy(() -> network.listen(ANY_PORT)).isInstanceOf(OutOfMemoryError.class);

        network.close();

        assertThatThrownBy(() -> network.listen(ANY_PORT)).isInstanceOf(IOException.class);
    }

    private Thread newThread(Runnable body) {
        return new Thread(body, "refused") {
            @Override
            public synchronized void start() {
                if (refuse.get()) {
                    throw new OutOfMemoryError("no more threads");
                }
                super.start();
            }
        };
    }
}
