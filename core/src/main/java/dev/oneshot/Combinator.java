package dev.oneshot;

import org.jspecify.annotations.Nullable;

/**
 * A future made of other futures, which it polls within its own poll.
 *
 * <p>Each level of nesting takes stack in {@code poll} and in {@code close}. So every combinator knows how deep it is, and
 * one that would be too deep is refused when it is made, where the mistake is, and not by a
 * {@link StackOverflowError} when it is polled.
 */
abstract class Combinator<T extends @Nullable Object> implements Future<T> {

    static final int MAX_DEPTH = 1_000;

    private final int depth;

    /** The depth is that of the deepest part; this combinator is one deeper. */
    Combinator(int depthOfParts) {
        if (depthOfParts >= MAX_DEPTH) {
            throw new IllegalStateException("futures nested more than " + MAX_DEPTH
                    + " deep: instead of nesting pairs, give a list to Futures.join or Futures.first;"
                    + " map, then and recover may follow each other without limit");
        }
        depth = depthOfParts + 1;
    }

    static int depthOf(Future<?> future) {
        return future instanceof Combinator<?> combinator ? combinator.depth : 0;
    }

    static int depthOf(Iterable<? extends Future<?>> futures) {
        int deepest = 0;
        for (Future<?> future : futures) {
            deepest = Math.max(deepest, depthOf(future));
        }
        return deepest;
    }
}
