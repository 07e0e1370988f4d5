package dev.oneshot.benchmarks.handoff;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.access.Work;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A Disruptor whose handler owns the connection, and a future for each answer. It sleeps when there is nothing to do. */
final class DisruptorAccess<C> implements Access<C> {

    private static final int SIZE = 1024;

    private final Disruptor<Slot<C>> disruptor;
    private final RingBuffer<Slot<C>> ring;

    DisruptorAccess(C connection) {
        disruptor = new Disruptor<>(
                Slot::new, SIZE, DaemonThreadFactory.INSTANCE, ProducerType.MULTI, new BlockingWaitStrategy());
        disruptor.handleEventsWith((slot, sequence, endOfBatch) -> slot.run(connection));
        ring = disruptor.start();
    }

    @Override
    public <R> R call(Work<C, R> work, boolean readOnly) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        long sequence = ring.next();
        try {
            ring.get(sequence).task = connection -> answer.complete(work.on(connection));
        } finally {
            ring.publish(sequence);
        }
        return answer.join();
    }

    @Override
    public void close() {
        disruptor.shutdown();
    }

    /** One place in the ring. */
    private static final class Slot<C> {

        private @Nullable Work<C, Boolean> task;

        void run(C connection) throws Exception {
            Work<C, Boolean> current = task;
            task = null;
            if (current != null) {
                current.on(connection);
            }
        }
    }
}
