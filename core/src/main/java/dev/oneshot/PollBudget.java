package dev.oneshot;

/**
 * How many results a future may still take before it must let others run.
 *
 * <p>A driver of many futures fills it before each poll, and hands it to the future in the {@link Context}. Everything
 * that brings results takes from it, by {@link Context#tryProceed}; once it is empty such a future answers pending,
 * though it has a result, and is polled again after the others had their turn. So a future that loops over a channel
 * that is never empty does not starve them. The idea is Tokio's {@code task::coop}.
 *
 * <p>Not thread-safe: it belongs to the thread that polls.
 */
public final class PollBudget {

    private final int size;
    private int left;

    private PollBudget(int size) {
        this.size = size;
        this.left = size;
    }

    /**
     * A full budget.
     *
     * @param size how many results one poll may take; at least 1
     * @return the budget
     */
    public static PollBudget of(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a poll budget must be at least 1, but is " + size);
        }
        return new PollBudget(size);
    }

    /** Makes it full again: for the driver, before each poll. */
    public void refill() {
        left = size;
    }

    boolean isEmpty() {
        return left == 0;
    }

    boolean tryTake() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
