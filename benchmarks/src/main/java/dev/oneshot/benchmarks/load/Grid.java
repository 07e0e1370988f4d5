package dev.oneshot.benchmarks.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which cells are measured, with whom.
 *
 * @param operations what is asked for, where the arena offers it
 * @param callers how many callers, each a cell of its own
 * @param threads what kinds of threads, as far as this JDK has them
 * @param virtualAtMostCallersOnly whether virtual threads are left out but for the highest number of callers
 * @param contestants the names of those that take part
 */
public record Grid(
        List<Operation> operations,
        List<Integer> callers,
        List<CallerThreads> threads,
        boolean virtualAtMostCallersOnly,
        Predicate<String> contestants) {

    /** The cells of one arena, in the order in which they are measured: a kind of threads is costly to change for some. */
    List<Cell> cellsOf(Arena arena) {
        List<Cell> cells = new ArrayList<>();
        for (CallerThreads kind : threads) {
            for (Operation operation : arena.operations()) {
                for (int count : callers) {
                    if (operations.contains(operation) && kind.areAvailable() && isWanted(kind, count)) {
                        cells.add(new Cell(arena.name(), operation, count, kind));
                    }
                }
            }
        }
        return cells;
    }

    private boolean isWanted(CallerThreads kind, int count) {
        return kind == CallerThreads.PLATFORM || !virtualAtMostCallersOnly || count == Collections.max(callers);
    }
}
