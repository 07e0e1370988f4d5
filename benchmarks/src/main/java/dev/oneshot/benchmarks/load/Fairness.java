package dev.oneshot.benchmarks.load;

/** Jain's index: 1 when all callers got the same, 1/n when one of n got it all. */
public final class Fairness {

    private Fairness() {}

    /**
     * The index of these shares, 1 if nobody got anything.
     *
     * @param shares how much each caller got
     */
    public static double of(long... shares) {
        double sum = 0;
        double squares = 0;
        for (long share : shares) {
            sum += share;
            squares += (double) share * share;
        }
        return squares == 0 ? 1 : sum * sum / (shares.length * squares);
    }
}
