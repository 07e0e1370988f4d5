package dev.oneshot.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A number that any thread adds to. Who adds often, and never beside another, does so by a {@link Share}, which costs less.
 * Reading takes a lock, adding does not.
 */
public final class Tally {

    private final LongAdder others = new LongAdder();

    /** Guarded by this. */
    private final List<Share> shares = new ArrayList<>();

    /** A tally that stands at zero. */
    public Tally() {}

    /** Adds one. */
    public void increment() {
        others.increment();
    }

    /** From now on the share counts here. */
    public synchronized void open(Share share) {
        shares.add(share);
    }

    /** The share, to which nothing is added any more, is kept as a mere number. */
    public synchronized void settle(Share share) {
        if (shares.remove(share)) {
            others.add(share.count());
        }
    }

    /** How much it is; exact if nobody adds meanwhile, a share that is settled included. */
    public synchronized long sum() {
        long sum = others.sum();
        for (Share share : shares) {
            sum += share.count();
        }
        return sum;
    }
}
