package dev.oneshot.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.runner.LocalExecutor;
import dev.oneshot.testing.Bounded;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An echo server and all of its clients, on one thread: this one. */
class EchoTest {

    private static final int CONNECTIONS = 1_000;
    private static final int ROUNDS = 3;

    private final Set<Thread> pollingThreads = new HashSet<>();
    private int served;

    @Test
    void aThousandConnectionsAreServedByOneThread() throws IOException {
        try (LocalExecutor executor = LocalExecutor.create();
                Network network = Network.create("echo-network");
                TcpListener listener = network.listen(Loopback.ANY_PORT)) {
            executor.spawn(serve(executor, listener)).detach();

            List<TcpConnection> clients = run(executor, connectAll(executor, network, listener.localAddress()));
            for (int round = 0; round < ROUNDS; round++) {
                List<String> said = textsOf(round);
                assertThat(run(executor, askAll(executor, clients, said))).isEqualTo(said);
            }

            assertThat(served).isEqualTo(CONNECTIONS);
            clients.forEach(TcpConnection::close);
            executor.runUntilStalled();
        }
        assertThat(pollingThreads).containsExactly(Thread.currentThread());
    }

    /** As the guide reads a whole answer. */
    @Test
    void anAnswerThatEndsTooEarlyFails() throws IOException {
        try (LocalExecutor executor = LocalExecutor.create();
                Loopback loopback = new Loopback()) {
            executor.run(loopback.server.writeAll(Loopback.bytes("ans")));
            loopback.server.close();

            assertThatThrownBy(() -> run(executor, readFully(loopback.client, ByteBuffer.allocate(6))))
                    .hasRootCauseInstanceOf(EOFException.class)
                    .hasMessageContaining("3 bytes too early");
        }
    }

    private static <T> T run(LocalExecutor executor, Future<T> future) {
        return executor.run(executor.timer().timeout(future, Duration.ofSeconds(Bounded.SECONDS)));
    }

    private Future<Void> serve(LocalExecutor executor, TcpListener listener) {
        return listener.accept().then(connection -> {
            served++;
            executor.spawn(echo(connection, ByteBuffer.allocate(64))).detach();
            return serve(executor, listener);
        });
    }

    private Future<Void> echo(TcpConnection connection, ByteBuffer buffer) {
        return connection.read(buffer).then(count -> {
            pollingThreads.add(Thread.currentThread());
            if (count < 0) {
                connection.close();
                return Futures.ready(null);
            }
            return connection.writeAll(buffer.flip()).then(written -> echo(connection, buffer.clear()));
        });
    }

    private static Future<List<TcpConnection>> connectAll(
            LocalExecutor executor, Network network, SocketAddress address) {
        return Futures.join(IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> executor.spawn(network.connect(address)))
                .toList());
    }

    /** All say their text before anybody's answer is awaited. */
    private static Future<List<String>> askAll(
            LocalExecutor executor, List<TcpConnection> clients, List<String> texts) {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            TcpConnection client = clients.get(i);
            ByteBuffer answer = ByteBuffer.allocate(texts.get(i).length());
            answers.add(executor.spawn(client.writeAll(Loopback.bytes(texts.get(i)))
                    .then(written -> readFully(client, answer))
                    .map(full -> new String(full.array(), StandardCharsets.US_ASCII))));
        }
        return Futures.join(answers);
    }

    private static Future<ByteBuffer> readFully(TcpConnection connection, ByteBuffer target) {
        if (!target.hasRemaining()) {
            return Futures.ready(target);
        }
        return connection
                .read(target)
                .then(count -> count < 0
                        ? Futures.failed(new EOFException(target.remaining() + " bytes too early"))
                        : readFully(connection, target));
    }

    private static List<String> textsOf(int round) {
        return IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> "client " + i + " in round " + round)
                .toList();
    }
}
