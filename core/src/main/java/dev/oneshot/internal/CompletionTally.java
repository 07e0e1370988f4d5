package dev.oneshot.internal;

import dev.oneshot.PollCounter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the tally of completed polls of a counter, for those who add to it by a {@link Share}. */
public final class CompletionTally {

    /** How to get at it, which is no part of the counter's public face; set when that class is loaded. */
    private static volatile @Nullable Function<PollCounter, Tally> access;

    private CompletionTally() {}

    /** Lets {@link #of} find the tallies. */
    public static void grantAccess(Function<PollCounter, Tally> reader) {
        access = reader;
    }

    /** The tally of this counter. */
    public static Tally of(PollCounter counter) {
        Function<PollCounter, Tally> reader = access;
        if (reader == null) {
            throw new IllegalStateException("there is a counter, but its class has granted no access");
        }
        return reader.apply(counter);
    }
}
