package dev.oneshot.runner;

/** Knows the threads that must not block, such as those of an event loop, and refuses before they do. */
@FunctionalInterface
public interface BlockingGuard {

    /** Lets every thread block. */
    BlockingGuard NONE = () -> {};

    /**
     * Called on the thread that is about to block, before the first poll.
     *
     * @throws IllegalStateException if this thread must not block; the message says what to do instead
     */
    void beforeBlocking();
}
