package dev.oneshot.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one party adds to {@linkplain Tally tallies}: one thread at a time, each of which has seen what the one before it did.
 * So it needs no locked instruction. Any thread may read it.
 */
public final class Share {

    private final AtomicLong count = new AtomicLong();

    /** A share of nothing. */
    public Share() {}

    /** Adds one. */
    public void increment() {
        count.setOpaque(count.getPlain() + 1);
    }

    /** How much it is. */
    public long count() {
        return count.getOpaque();
    }
}
