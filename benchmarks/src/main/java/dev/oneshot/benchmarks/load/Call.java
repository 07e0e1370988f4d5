package dev.oneshot.benchmarks.load;

/** What one caller does again and again. Used by one thread. */
@FunctionalInterface
public interface Call {

    /**
     * Does it once, and returns when the answer is here.
     *
     * @throws Exception if it fails; this ends the measurement
     */
    void once() throws Exception;
}
