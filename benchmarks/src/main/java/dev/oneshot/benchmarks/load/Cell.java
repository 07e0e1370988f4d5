package dev.oneshot.benchmarks.load;

/**
 * One cell of the grid: all contestants are compared under these conditions.
 *
 * @param arena the database, or whatever else the work is done on
 * @param operation what is asked for
 * @param callers how many ask at the same time
 * @param threads what kind of threads they are
 */
public record Cell(String arena, Operation operation, int callers, CallerThreads threads) {

    private static final int CROWD = 64;
    private static final int WEIGHT_OF_A_CROWD = 3;

    /** How much longer than another it is measured: in a crowd each caller has to get answers enough to be compared. */
    int weight() {
        return callers < CROWD ? 1 : WEIGHT_OF_A_CROWD;
    }
}
