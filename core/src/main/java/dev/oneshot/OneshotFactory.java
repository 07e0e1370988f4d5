package dev.oneshot;

import dev.oneshot.internal.ChannelCounter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens oneshot channels that are counted, can have names, and can be watched for lost senders.
 *
 * <p>Thread-safe. A channel costs two counters more than {@link Oneshot#create()}; a watched one also a
 * stack trace and a phantom reference, see {@link LeakDetection}.
 */
public final class OneshotFactory {

    static {
        ChannelCounter.grantAccess(factory -> factory.counter);
    }

    private final ChannelCounter counter = new ChannelCounter();
    private final LeakDetection leakDetection;

    /** Creates a factory whose channels are counted and not watched. */
    public OneshotFactory() {
        this(LeakDetection.OFF);
    }

    /**
     * Creates a factory.
     *
     * @param leakDetection how many of the channels are watched for senders that are lost before they sent
     */
    public OneshotFactory(LeakDetection leakDetection) {
        this.leakDetection = Objects.requireNonNull(leakDetection, "leakDetection");
    }

    /**
     * Opens a channel.
     *
     * @return the two ends
     * @param <T> the type of the value
     */
    public <T extends @Nullable Object> Oneshot<T> create() {
        return open(null);
    }

    /**
     * Opens a channel that calls itself by a name in messages and logs.
     *
     * @param name what the channel is for, such as {@code order-42}
     * @return the two ends
     * @param <T> the type of the value
     */
    public <T extends @Nullable Object> Oneshot<T> create(String name) {
        return open(Objects.requireNonNull(name, "name"));
    }

    /**
     * Counts the channels of this factory since its creation. Costs a few nanoseconds per processor.
     *
     * @return the numbers; under way, they are not from one single moment
     */
    public OneshotCounts counts() {
        return counter.counts();
    }

    private <T extends @Nullable Object> Oneshot<T> open(@Nullable String name) {
        CountedChannel<T> channel = new CountedChannel<>(name, counter);
        Sender<T> sender = leakDetection.watchesNext() ? new WatchedSender<>(channel) : channel;
        return new Oneshot<>(sender, new OneshotReceiver<>(channel));
    }
}
