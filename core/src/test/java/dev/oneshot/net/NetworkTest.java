package dev.oneshot.net;

import static dev.oneshot.net.Loopback.ANY_PORT;
import static dev.oneshot.net.Loopback.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connecting, accepting, and the one thread. */
class NetworkTest {

    private static final String THREAD = "network-under-test";

    private final Network network = Network.create(THREAD, Duration.ofMillis(1));
    private final CountingWaker waker = new CountingWaker();

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void thereIsNoThreadUntilItIsNeededAndNoneAfterTheLastChannelWasClosed() throws IOException {
        assertThat(isRunning()).isFalse();
        TcpListener listener = network.listen(ANY_PORT);
        TcpConnection client = await(network.connect(listener.localAddress()));
        assertThat(isRunning()).isTrue();

        listener.close();
        client.close();

        Bounded.until("the idle thread has ended", () -> !isRunning());
        try (TcpListener again = network.listen(ANY_PORT)) {
            await(network.connect(again.localAddress()));
            assertThat(isRunning()).isTrue();
        }
    }

    @Test
    void closeFailsWhoeverWaitsAndEndsTheThread() throws IOException {
        TcpListener listener = network.listen(ANY_PORT);
        Future<TcpConnection> accept = listener.accept();
        accept.poll(waker.context());

        network.close();
        network.close();

        assertThat(isRunning()).isFalse();
        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> accept.poll(waker.context())).hasCauseInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> network.listen(ANY_PORT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> network.connect(ANY_PORT).poll(waker.context()))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void connectIsLazy() throws IOException {
        TcpListener listener = network.listen(ANY_PORT);
        network.connect(listener.localAddress());
        Future<TcpConnection> accept = listener.accept();

        assertThat(accept.poll(waker.context()).isReady()).isFalse();
    }

    @Test
    void aRefusedConnectionFailsWithTheReason() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) gone.getLocalSocketAddress();
        }

        assertThatThrownBy(() -> await(network.connect(nobody)))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("connect to")
                .hasMessageContaining(String.valueOf(nobody.getPort()))
                .hasCauseInstanceOf(ConnectException.class);
        Bounded.until("the failed socket was closed, so the thread ends", () -> !isRunning());
    }

    @Test
    void anUnresolvedAddressIsRefused() {
        assertThatThrownBy(() -> await(network.connect(InetSocketAddress.createUnresolved("device", 502))))
                .isInstanceOf(UnresolvedAddressException.class);
        Bounded.until("the failed socket was closed, so the thread ends", () -> !isRunning());
    }

    @Test
    void aConnectThatIsClosedGivesTheAttemptUp() throws IOException {
        List<TcpConnection> connected = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<TcpConnection> pending = network.connect(full.getLocalSocketAddress());
            // The system accepts a few on its own; then its queue is full, and the next has to wait.
            for (int i = 0; i < 100 && completes(pending, connected); i++) {
                pending = network.connect(full.getLocalSocketAddress());
            }
            Future<TcpConnection> waiting = pending;

            WeakReference<CountingWaker> latest = pollOnce(waiting);
            waiting.close();
            waiting.close();
            Garbage.isCollected(latest, waiting);
            connected.forEach(TcpConnection::close);

            Bounded.until("no socket is left, so the thread ends", () -> !isRunning());
            assertThatThrownBy(() -> waiting.poll(waker.context())).isExactlyInstanceOf(IllegalStateException.class);
        }
    }

    private static WeakReference<CountingWaker> pollOnce(Future<?> future) {
        CountingWaker latest = new CountingWaker();
        assertThat(future.poll(latest.context()).isReady()).isFalse();
        return new WeakReference<>(latest);
    }

    /** Gives it 100 polls to become ready. */
    private boolean completes(Future<TcpConnection> connect, List<TcpConnection> connected) {
        for (int i = 0; i < 100; i++) {
            var poll = connect.poll(waker.context());
            if (poll.isReady()) {
                connected.add(poll.get());
                return true;
            }
            Thread.yield();
        }
        return false;
    }

    @Test
    void anAcceptThatIsClosedLosesNoClient() throws IOException {
        TcpListener listener = network.listen(ANY_PORT);
        Future<TcpConnection> closed = listener.accept();
        closed.poll(waker.context());
        TcpConnection client = await(network.connect(listener.localAddress()));
        Bounded.until("the accept is woken", () -> waker.wakes() > 0);
        closed.close();

        TcpConnection server = await(listener.accept());

        assertThat(server.remoteAddress()).isEqualTo(client.localAddress());
    }

    @Test
    void closingTheListenerFailsAPendingAccept() throws IOException {
        TcpListener listener = network.listen(ANY_PORT);
        Future<TcpConnection> accept = listener.accept();
        accept.poll(waker.context());

        listener.close();

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> accept.poll(waker.context())).hasCauseInstanceOf(ClosedChannelException.class);
    }

    @Test
    void thePortOfAClosedListenerIsFreeAtOnce() throws IOException {
        InetSocketAddress address = network.listen(ANY_PORT).localAddress();
        network.close();
        try (Network other = Network.create(THREAD)) {
            for (int round = 0; round < 100; round++) {
                other.listen(address).close();
            }
        }
    }

    @Test
    void aListenerMayBeClosedByTheWakerThatTheNetworkCalls() throws IOException {
        TcpListener listener = network.listen(ANY_PORT);
        CountDownLatch closed = new CountDownLatch(1);
        listener.accept().poll(Context.of(() -> {
            listener.close();
            closed.countDown();
        }));

        try (Socket client = new Socket()) {
            client.connect(listener.localAddress());

            Bounded.until("the listener is closed", () -> closed.getCount() == 0);
            Bounded.until("the idle thread has ended", () -> !isRunning());
        }
    }

    @Test
    void closeRacesWithTheEndOfTheIdleThread() throws Throwable {
        Bounded.start(this::connectAndClose).get();
    }

    private Void connectAndClose() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int round = 0; round < 300; round++) {
                Network closed = Network.create(THREAD);
                Future<TcpConnection> connect = closed.connect(server.getLocalSocketAddress());
                connect.poll(waker.context());
                connect.close();
                for (int spin = 0; spin < round * 10; spin++) {
                    Thread.onSpinWait();
                }
                closed.close();
            }
        }
        return null;
    }

    @Test
    void aWakerThatThrowsHarmsNobodyElse() throws IOException {
        try (Loopback loopback = new Loopback()) {
            Future<TcpConnection> accept = loopback.listener.accept();
            accept.poll(waker.context());
            CountDownLatch thrown = new CountDownLatch(1);
            loopback.server.read(ByteBuffer.allocate(8)).poll(Context.of(() -> {
                thrown.countDown();
                throw new IllegalStateException("a waker that throws");
            }));

            await(loopback.client.writeAll(Loopback.bytes("x")));
            Bounded.until("the waker was called", () -> thrown.getCount() == 0);

            TcpConnection another = await(loopback.network.connect(loopback.listener.localAddress()));
            Bounded.until("who waits on another channel is woken", () -> waker.wakes() > 0);
            assertThat(await(accept).remoteAddress()).isEqualTo(another.localAddress());
            await(loopback.server.writeAll(Loopback.bytes("answer")));
            assertThat(Loopback.read(loopback.client)).isEqualTo("answer");
        }
    }

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(THREAD));
    }
}
