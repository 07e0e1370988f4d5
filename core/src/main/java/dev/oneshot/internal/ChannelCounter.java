package dev.oneshot.internal;

import dev.oneshot.OneshotCounts;
import dev.oneshot.OneshotFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts the channels of one factory by how they end. */
public final class ChannelCounter {

    /** How to get at a factory's counter, which is no part of its public face; set when that class is loaded. */
    private static volatile @Nullable Function<OneshotFactory, ChannelCounter> access;

    private final Tally created = new Tally();
    private final Tally sent = new Tally();
    private final Tally abandoned = new Tally();
    private final Tally leaked = new Tally();

    /** A counter that stands at zero. */
    public ChannelCounter() {}

    /** Lets {@link #of} find the counters of factories. */
    public static void grantAccess(Function<OneshotFactory, ChannelCounter> reader) {
        access = reader;
    }

    /** The counter of this factory, for those who make channels of another class than the factory does. */
    public static ChannelCounter of(OneshotFactory factory) {
        Function<OneshotFactory, ChannelCounter> reader = access;
        if (reader == null) {
            throw new IllegalStateException("there is a factory, but its class has granted no access");
        }
        return reader.apply(factory);
    }

    /** A channel was opened. */
    public void created() {
        created.increment();
    }

    /** A channel has come to its end. */
    public void ended(Ending how) {
        switch (how) {
            case SENT -> sent.increment();
            case ABANDONED -> abandoned.increment();
            case LEAKED -> leaked.increment();
        }
    }

    /** From now on these shares count channels that were opened, and those of them in which something was sent. */
    public void open(Share opened, Share answered) {
        created.open(opened);
        sent.open(answered);
    }

    /** Nothing is added to these shares any more. */
    public void settle(Share opened, Share answered) {
        created.settle(opened);
        sent.settle(answered);
    }

    /** The numbers; under way, they are not from one single moment. */
    public OneshotCounts counts() {
        return new OneshotCounts(created.sum(), sent.sum(), abandoned.sum(), leaked.sum());
    }
}
