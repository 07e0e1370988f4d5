package dev.oneshot.stress;

import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicInteger;

/** A waker that says how often it was woken. */
final class WakeCount implements Waker {

    private final AtomicInteger wakes = new AtomicInteger();

    @Override
    public void wake() {
        wakes.incrementAndGet();
    }

    String inWords() {
        return switch (wakes.get()) {
            case 0 -> "never woken";
            case 1 -> "woken once";
            default -> "woken again and again";
        };
    }
}
