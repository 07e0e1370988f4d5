package dev.oneshot;

import dev.oneshot.internal.Ending;
import java.util.concurrent.atomic.LongAdder;

/** Counts the channels of one factory by how they end. */
final class ChannelCounter {

    private final LongAdder created = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder leaked = new LongAdder();

    void created() {
        created.increment();
    }

    void ended(Ending how) {
        switch (how) {
            case SENT -> sent.increment();
            case ABANDONED -> abandoned.increment();
            case LEAKED -> leaked.increment();
        }
    }

    OneshotCounts counts() {
        return new OneshotCounts(created.sum(), sent.sum(), abandoned.sum(), leaked.sum());
    }
}
