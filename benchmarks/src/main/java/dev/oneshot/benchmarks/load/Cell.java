package dev.oneshot.benchmarks.load;

/**
 * One cell of the grid: all contestants are compared under these conditions.
 *
 * @param arena the database, or whatever else the work is done on
 * @param operation what is asked for
 * @param callers how many ask at the same time
 * @param threads what kind of threads they are
 */
public record Cell(String arena, Operation operation, int callers, CallerThreads threads) {}
