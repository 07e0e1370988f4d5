package dev.oneshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a driver hands to {@link Future#poll}: the waker, whether the polling thread will block until it is woken, and
 * how much may be done in this poll.
 *
 * <p>The second is for futures that would never be woken if that thread slept, such as the answer of a job that the
 * very same thread would have to run: they refuse at once instead. The third is for those that always have more.
 */
public final class Context {

    private final Waker waker;
    private final boolean blocking;
    private final @Nullable PollBudget budget;
    private final int depth;

    private Context(Waker waker, boolean blocking, @Nullable PollBudget budget, int depth) {
        this.waker = Objects.requireNonNull(waker, "waker");
        this.blocking = blocking;
        this.budget = budget;
        this.depth = depth;
    }

    /**
     * A context for a driver that goes on with other work when the future is pending.
     *
     * @param waker asks that driver for another poll
     * @return the context
     */
    public static Context of(Waker waker) {
        return new Context(waker, false, null, 0);
    }

    /**
     * A context for a driver of many futures, which are to leave room for each other.
     *
     * @param waker asks that driver for another poll
     * @param budget how much may be done in one poll; the driver refills it
     * @return the context
     */
    public static Context of(Waker waker, PollBudget budget) {
        return new Context(waker, false, Objects.requireNonNull(budget, "budget"), 0);
    }

    /**
     * A context for a driver whose thread, the one that polls, blocks until the waker is woken.
     *
     * @param waker releases the thread
     * @return the context
     */
    public static Context blocking(Waker waker) {
        return new Context(waker, true, null, 0);
    }

    /**
     * The same kind of driver with another waker, for a future that polls an inner one. Counts as one level of nesting:
     * where futures become too deep for the stack of a thread, they are refused instead of overflowing it.
     *
     * @param other the waker for the inner future
     * @return the context
     * @throws IllegalStateException if this is a thousand levels deep; the future has failed then, and closes the inner one
     */
    public Context withWaker(Waker other) {
        if (depth == Combinator.MAX_DEPTH) {
            throw Combinator.tooDeep();
        }
        return new Context(other, blocking, budget, depth + 1);
    }

    /** Whether there is something left of the budget. */
    boolean hasRoom() {
        return budget == null || !budget.isEmpty();
    }

    /** The same, with one result to take if nothing of the budget is left. */
    Context withRoomForOne() {
        return hasRoom() ? this : new Context(waker, blocking, PollBudget.of(1), depth);
    }

    /**
     * The waker that a pending future keeps.
     *
     * @return the waker
     */
    public Waker waker() {
        return waker;
    }

    /**
     * Whether the calling thread sleeps after a pending poll.
     *
     * @return true if the thread that polls blocks until it is woken
     */
    public boolean isBlocking() {
        return blocking;
    }

    /**
     * Takes one result from the driver's budget. For a future that has a result at hand, just before it takes it: those
     * at the edge, such as a channel or a timer, not those that only pass on what an inner future brings.
     *
     * @return true if the future may take its result; false if this poll has done enough: the waker has been woken, and
     *     the future leaves its result where it is and answers pending. Always true without a budget
     */
    public boolean tryProceed() {
        if (budget == null || budget.tryTake()) {
            return true;
        }
        waker.wake();
        return false;
    }
}
