package dev.oneshot;

import org.jspecify.annotations.Nullable;

/**
 * A future made of other futures, which it polls within its own poll.
 *
 * <p>Each level of nesting takes stack in {@code poll} and in {@code close}. So every combinator knows how deep it is, and
 * one that would be too deep is refused when it is made, where the mistake is, and not by a
 * {@link StackOverflowError} when it is polled. Nesting that only grows while it is polled, as by a {@code then} within a
 * time limit that goes on with the next time limit, is counted by the {@link Context} and refused there.
 */
abstract class Combinator<T extends @Nullable Object> implements Future<T> {

    static final int MAX_DEPTH = 1_000;

    private final int depth;

    /** The depth is that of the deepest part; this combinator is one deeper. */
    Combinator(int depthOfParts) {
        if (depthOfParts >= MAX_DEPTH) {
            throw tooDeep();
        }
        depth = depthOfParts + 1;
    }

    /** The context for the parts. Where they would be too deep, this combinator fails, and closes them. */
    final Context inner(Context context, Waker waker) {
        try {
            return context.withWaker(waker);
        } catch (IllegalStateException tooDeep) {
            close();
            throw tooDeep;
        }
    }

    static IllegalStateException tooDeep() {
        return new IllegalStateException("futures nested more than " + MAX_DEPTH
                + " deep: instead of nesting pairs, give a list to Futures.join or Futures.first; a loop goes on by then,"
                + " and what joins, limits or counts it stands around the loop, not within each round;"
                + " map, then and recover may follow each other without limit");
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
