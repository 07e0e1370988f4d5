package dev.oneshot.benchmarks.handoff;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * A thread that takes what others put into a queue of JCTools, and parks while there is nothing. Unbounded: a bounded
 * queue would have to be guarded against being full.
 */
final class OwnerLoop<Q> implements AutoCloseable {

    private static final int CHUNK = 1024;

    private final MpscUnboundedArrayQueue<Q> queue = new MpscUnboundedArrayQueue<>(CHUNK);
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Consumer<Q> consumer;
    private final Thread owner;
    private volatile boolean closed;

    OwnerLoop(String name, Consumer<Q> consumer) {
        this.consumer = consumer;
        owner = new Thread(this::serve, name);
        owner.setDaemon(true);
        owner.start();
    }

    void put(Q element) {
        queue.offer(element);
        if (asleep.get() && asleep.getAndSet(false)) {
            LockSupport.unpark(owner);
        }
    }

    private void serve() {
        while (!closed) {
            Q element = queue.poll();
            if (element == null) {
                sleep();
            } else {
                consumer.accept(element);
            }
        }
    }

    private void sleep() {
        asleep.set(true);
        // ORDERING: the queue is looked at after that was said; put() does the two the other way round.
        while (queue.isEmpty() && asleep.get() && !closed) {
            LockSupport.park(this);
        }
        asleep.set(false);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(owner);
    }
}
