package dev.oneshot.runner;

import org.jspecify.annotations.Nullable;

/** What a thread is in the middle of that forbids it to block: driving an executor, or running a body of {@link Async}. */
@FunctionalInterface
interface Driving {

    ThreadLocal<@Nullable Driving> CURRENT = new ThreadLocal<>();

    /** Why it must not block, and what to do instead. */
    String refusal();

    /** Refuses if the calling thread is in the middle of something. */
    static void checkMayBlock(String what) {
        Driving current = CURRENT.get();
        if (current != null) {
            throw new IllegalStateException(what + current.refusal());
        }
    }
}
