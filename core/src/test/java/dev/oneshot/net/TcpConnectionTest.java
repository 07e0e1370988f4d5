package dev.oneshot.net;

import static dev.oneshot.net.Loopback.await;
import static dev.oneshot.net.Loopback.bytes;
import static dev.oneshot.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollBudget;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two ends of one connection. */
class TcpConnectionTest {

    private Loopback loopback;
    private TcpConnection client;
    private TcpConnection server;
    private final CountingWaker waker = new CountingWaker();

    @BeforeEach
    void connect() throws IOException {
        loopback = new Loopback();
        client = loopback.client;
        server = loopback.server;
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void bytesArriveInBothDirections() throws IOException {
        await(client.writeAll(bytes("ping")));
        assertThat(read(server)).isEqualTo("ping");
        await(server.writeAll(bytes("pong")));
        assertThat(read(client)).isEqualTo("pong");
        assertThat(client.remoteAddress()).isEqualTo(loopback.listener.localAddress());
        assertThat(server.remoteAddress()).isEqualTo(client.localAddress());
    }

    @Test
    void halfCloseEndsOneDirectionOnly() throws IOException {
        await(client.writeAll(bytes("last")));
        client.shutdownOutput();

        assertThat(read(server)).isEqualTo("last");
        assertThat(read(server)).isEqualTo("end");
        await(server.writeAll(bytes("answer")));
        assertThat(read(client)).isEqualTo("answer");
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void aReadThatIsClosedLosesNoByteAndMakesRoomForAnother() {
        Future<Integer> closed = client.read(ByteBuffer.allocate(8));
        closed.poll(waker.context());
        closed.close();
        closed.close();

        await(server.writeAll(bytes("value")));

        assertThat(read(client)).isEqualTo("value");
        assertThat(waker.wakes()).isZero();
        assertThatThrownBy(() -> closed.poll(waker.context())).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWriteThatIsClosedWhileItWaitsHasWrittenNothing() {
        Loopback.Stuffed stuffed = Loopback.stuff(client);
        stuffed.write().poll(waker.context());
        stuffed.write().close();

        stuffed.drain(server);
        await(client.writeAll(bytes("next")));

        assertThat(read(server)).isEqualTo("next");
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void writeAllGoesOnWhereTheSystemStopped() throws Throwable {
        ByteBuffer much = ByteBuffer.allocate(32 << 20);
        much.putInt(0, 1).putInt(much.capacity() - Integer.BYTES, 2);
        CompletableFuture<Void> writing = client.writeAll(much).toCompletableFuture();
        assertThat(writing).isNotDone();

        ByteBuffer received = ByteBuffer.allocate(much.capacity());
        while (received.hasRemaining()) {
            await(server.read(received));
        }

        Bounded.get(writing);
        assertThat(received.getInt(0)).isOne();
        assertThat(received.getInt(much.capacity() - Integer.BYTES)).isEqualTo(2);
    }

    @Test
    void aResetByTheOtherSideFailsAPendingRead() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TcpConnection connection = await(loopback.network.connect(listener.getLocalSocketAddress()));
            Future<Integer> reading = connection.read(ByteBuffer.allocate(8));
            reading.poll(waker.context());
            Socket peer = listener.accept();

            peer.setSoLinger(true, 0);
            peer.close();

            Bounded.until("the reader is woken", () -> waker.wakes() > 0);
            assertThatThrownBy(() -> reading.poll(waker.context()))
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("read from tcp")
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aTaskThatHasHadItsTurnLeavesTheBytesForTheNext() {
        await(server.writeAll(bytes("value")));
        PollBudget budget = PollBudget.of(1);
        Context context = Context.of(waker, budget);
        context.tryProceed();
        Future<Integer> reading = client.read(ByteBuffer.allocate(8));

        assertThat(reading.poll(context)).isEqualTo(Poll.pending());
        assertThat(waker.wakes()).isOne();

        budget.refill();
        assertThat(reading.poll(context)).isEqualTo(Poll.ready(5));
    }

    @Test
    void closingTheConnectionFailsAPendingReadLoudly() {
        Future<Integer> read = client.read(ByteBuffer.allocate(8));
        read.poll(waker.context());

        client.close();
        client.close();

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> read.poll(waker.context()))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("read from tcp")
                .hasCauseInstanceOf(ClosedChannelException.class);
        assertThat(client.isOpen()).isFalse();
        assertThat(read(server)).isEqualTo("end");
    }

    @Test
    void aReadOfAClosedConnectionFails() {
        client.close();

        assertThatThrownBy(() -> client.read(ByteBuffer.allocate(8)).poll(waker.context()))
                .hasCauseInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> client.writeAll(bytes("x")).poll(waker.context()))
                .hasCauseInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aSecondReadThatWouldWaitIsRefusedLoudly() {
        client.read(ByteBuffer.allocate(8)).poll(waker.context());
        Future<Integer> second = client.read(ByteBuffer.allocate(8));

        assertThatThrownBy(() -> second.poll(waker.context()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waits already");
    }

    @Test
    void readAndWriteWaitAtTheSameTime() {
        Future<Integer> read = client.read(ByteBuffer.allocate(8));
        read.poll(waker.context());
        Loopback.Stuffed stuffed = Loopback.stuff(client);
        Future<Integer> write = stuffed.write();
        CountingWaker writing = new CountingWaker();
        assertThat(write.poll(writing.context())).isEqualTo(Poll.pending());

        await(server.writeAll(bytes("value")));
        Bounded.until("the reader is woken", () -> waker.wakes() > 0);
        assertThat(read.poll(waker.context())).isEqualTo(Poll.ready(5));

        stuffed.drain(server);
        Bounded.until("the writer is woken", () -> writing.wakes() > 0);
        assertThat(write.poll(writing.context()).isReady()).isTrue();
    }

    @Test
    void aWriteThatWaitsFailsWhenTheConnectionIsClosed() {
        Future<Integer> write = Loopback.stuff(client).write();
        write.poll(waker.context());

        client.close();

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> write.poll(waker.context())).hasCauseInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aLargeBufferOfTheHeapIsReadAndWrittenInPieces() {
        ByteBuffer large = ByteBuffer.allocate(64 << 20);

        assertThat(await(client.write(large))).isPositive().isLessThanOrEqualTo(16 * Pieces.SIZE);
        Loopback.stuff(client);
        large.clear();
        assertThat(await(server.read(large))).isPositive().isLessThanOrEqualTo(Pieces.SIZE);
    }

    @Test
    void aBufferWithoutRoomIsRefusedAtTheCall() {
        assertThatThrownBy(() -> client.read(ByteBuffer.allocate(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingToWriteIsWrittenAtOnce() {
        assertThat(client.write(bytes("")).poll(waker.context())).isEqualTo(Poll.ready(0));
    }
}
