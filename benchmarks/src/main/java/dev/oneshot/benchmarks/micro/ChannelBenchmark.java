package dev.oneshot.benchmarks.micro;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.channel.Channel;
import dev.oneshot.channel.ChannelReceiver;
import dev.oneshot.channel.ChannelSender;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One message put into a bounded channel and taken out again, on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ChannelBenchmark {

    private static final int CAPACITY = 1024;

    private final Object message = new Object();
    private final Context context = Context.of(Waker.noop());
    private final Channel<Object> channel = Channel.bounded(CAPACITY);
    private final ChannelSender<Object> sender = channel.sender();
    private final ChannelReceiver<Object> receiver = channel.receiver();
    private final CoroutineChannel coroutineChannel = new CoroutineChannel(CAPACITY);
    private final ArrayBlockingQueue<Object> arrayQueue = new ArrayBlockingQueue<>(CAPACITY);
    private final LinkedBlockingQueue<Object> linkedQueue = new LinkedBlockingQueue<>(CAPACITY);

    @Benchmark
    public Object oneshot() {
        sender.trySend(message);
        return receiver.tryReceive().get();
    }

    /** The receiver is there first, waits, and is woken. */
    @Benchmark
    public Object oneshotWithWaiter() {
        Future<Optional<Object>> receive = receiver.receive();
        Poll<Optional<Object>> waits = receive.poll(context);
        sender.trySend(message);
        return waits.isReady() ? waits.get() : receive.poll(context).get();
    }

    @Benchmark
    public Object kotlinChannel() {
        return coroutineChannel.sendAndReceive(message);
    }

    /** The receiver is there first, waits, and is resumed. */
    @Benchmark
    public @Nullable Object kotlinChannelWithWaiter() {
        return coroutineChannel.receiveAndSend(message);
    }

    @Benchmark
    public Object arrayBlockingQueue() {
        arrayQueue.offer(message);
        return arrayQueue.remove();
    }

    @Benchmark
    public Object linkedBlockingQueue() {
        linkedQueue.offer(message);
        return linkedQueue.remove();
    }
}
