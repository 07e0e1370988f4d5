package dev.oneshot.benchmarks.micro;

import dev.oneshot.benchmarks.results.MicroSample;
import java.util.List;

/** What is held for those who wait, when there are a million of them. */
public final class HeldMemory {

    private HeldMemory() {}

    /** Measures all contestants once. */
    public static List<MicroSample> measure(int fork) throws InterruptedException {
        HeldBytes held = new HeldBytes(fork);
        new OutstandingRequests().measure(held);
        new QueuedRequests().measure(held);
        new StandingTimeouts().measure(held);
        return held.samples();
    }
}
