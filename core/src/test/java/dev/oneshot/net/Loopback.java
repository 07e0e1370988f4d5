package dev.oneshot.net;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.runner.Runner;
import dev.oneshot.testing.Bounded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A network of two on the loopback address: {@link #client} is connected to {@link #server}. */
final class Loopback implements AutoCloseable {

    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final Runner RUNNER = Runner.create();

    final Network network = Network.create("test-network", Duration.ofMillis(1));
    final TcpListener listener;
    final TcpConnection client;
    final TcpConnection server;

    Loopback() throws IOException {
        listener = network.listen(ANY_PORT);
        client = await(network.connect(listener.localAddress()));
        server = await(listener.accept());
    }

    static <T> T await(Future<T> future) {
        return RUNNER.blockOn(future, Duration.ofSeconds(Bounded.SECONDS));
    }

    /** A write that has to wait, since the other side reads nothing; it comes with the number of bytes before it. */
    static Stuffed stuff(TcpConnection connection) {
        ByteBuffer much = ByteBuffer.allocate(1 << 20);
        long written = 0;
        while (written < 1 << 30) {
            much.clear();
            Future<Integer> write = connection.write(much);
            Poll<Integer> poll = write.poll(Context.of(Waker.noop()));
            if (!poll.isReady()) {
                write.close();
                return new Stuffed(connection.write(much), written);
            }
            written += poll.get();
        }
        throw new AssertionError("a gigabyte did not fill the socket's buffer");
    }

    record Stuffed(Future<Integer> write, long bytesBefore) {

        /** Reads on the other side all that was written before. */
        void drain(TcpConnection otherSide) {
            ByteBuffer target = ByteBuffer.allocate(1 << 20);
            for (long left = bytesBefore; left > 0; target.clear()) {
                left -= await(otherSide.read(target));
            }
        }
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    static String read(TcpConnection connection) {
        ByteBuffer target = ByteBuffer.allocate(64);
        int count = await(connection.read(target));
        return count < 0 ? "end" : new String(target.array(), 0, count, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        network.close();
    }
}
