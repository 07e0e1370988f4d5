package dev.oneshot.net;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.FutureContract;
import dev.oneshot.testing.Garbage;
import dev.oneshot.testing.PendingFutureContract;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every future of a network passes the contract. */
class NetFutureContractsTest {

    private Loopback loopback;

    @BeforeEach
    void connect() throws IOException {
        loopback = new Loopback();
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    /** Passes wakes on and counts them, so that {@code makeReady} can return when the selector's thread has done its part. */
    private static final class Observed<T> implements Future<T> {

        private final Future<T> future;
        private final AtomicInteger wakes = new AtomicInteger();
        private boolean pending;

        private Observed(Future<T> future) {
            this.future = future;
        }

        @Override
        public Poll<T> poll(Context context) {
            Poll<T> poll = future.poll(context.withWaker(() -> {
                context.waker().wake();
                wakes.incrementAndGet();
            }));
            pending = !poll.isReady();
            return poll;
        }

        @Override
        public void close() {
            future.close();
        }

        PendingFutureContract.Subject readyAfter(Runnable action) {
            return new PendingFutureContract.Subject(this, () -> {
                action.run();
                Bounded.until("the waker is woken", () -> !pending || wakes.get() > 0);
            });
        }
    }

    @Nested
    class OfARead extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Observed<>(loopback.client.read(ByteBuffer.allocate(8)))
                    .readyAfter(() -> Loopback.await(loopback.server.writeAll(Loopback.bytes("value"))));
        }
    }

    @Test
    void aReadThatHasEndedReleasesItsBuffer() {
        ByteBuffer[] buffer = {ByteBuffer.allocate(8)};
        WeakReference<ByteBuffer> reference = new WeakReference<>(buffer[0]);
        Future<Integer> read = loopback.client.read(buffer[0]);
        read.poll(Context.of(Waker.noop()));
        read.close();
        buffer[0] = null;

        Garbage.isCollected(reference, read);
    }

    @Nested
    class OfAReadAtTheEnd extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Observed<>(loopback.client.read(ByteBuffer.allocate(8))).readyAfter(loopback.server::close);
        }
    }

    @Nested
    class OfAnAccept extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Observed<>(loopback.listener.accept())
                    .readyAfter(() -> Loopback.await(loopback.network.connect(loopback.listener.localAddress())));
        }
    }

    @Nested
    class OfAWriteThatWaits extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Loopback.Stuffed stuffed = Loopback.stuff(loopback.client);
            return new Observed<>(stuffed.write()).readyAfter(() -> stuffed.drain(loopback.server));
        }
    }

    /** A line that came before it was asked for is no answer, so the question has been asked when this begins. */
    @Nested
    class OfAQuestion extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Observed<String> question =
                    new Observed<>(LineClient.over(loopback.client, 8).ask("question"));
            question.poll(Context.of(Waker.noop()));
            question.wakes.set(0);
            return question.readyAfter(() -> Loopback.await(loopback.server.writeAll(Loopback.bytes("answer\n"))));
        }
    }

    @Nested
    class OfAConnect extends FutureContract {

        @Override
        protected Future<?> ready() {
            return loopback.network.connect(loopback.listener.localAddress());
        }
    }

    @Nested
    class OfAWrite extends FutureContract {

        @Override
        protected Future<?> ready() {
            return loopback.client.write(Loopback.bytes("value"));
        }
    }

    @Nested
    class OfWriteAll extends FutureContract {

        @Override
        protected Future<?> ready() {
            return loopback.client.writeAll(Loopback.bytes("value"));
        }
    }
}
