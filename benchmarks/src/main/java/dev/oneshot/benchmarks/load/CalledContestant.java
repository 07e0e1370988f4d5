package dev.oneshot.benchmarks.load;

import java.time.Duration;

/** A contestant in this JVM, each of whose callers is a thread. */
public interface CalledContestant extends Contestant {

    /**
     * What one caller of this contestant does.
     *
     * @param seed makes the callers differ
     */
    Call caller(Operation operation, long seed);

    /** Whether a call that failed so met nothing worse than the competition of other callers: it is counted, and that is all. */
    default boolean isContention(Exception failure) {
        return false;
    }

    @Override
    default Reading measure(Cell cell, Duration length) throws InterruptedException {
        return ClosedLoop.measure(this, cell.operation(), cell.callers(), cell.threads(), length);
    }
}
