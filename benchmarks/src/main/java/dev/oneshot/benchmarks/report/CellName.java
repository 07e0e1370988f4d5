package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Operation;

/** What a cell is called. */
final class CellName {

    private static final String SHOP = "shop";

    private CellName() {}

    /** Where, and what for. */
    static String title(String arena, Operation operation) {
        String name = Names.of(arena);
        if (arena.equals(SHOP)) {
            return name + ": " + Names.of(SHOP + "-" + operation);
        }
        return switch (operation) {
            case READ -> name + ": a row read by its key";
            case WRITE -> name + ": a row changed";
            case MIX -> name + ": four reads to one write";
            case NOTHING -> name;
        };
    }

    /** For how many. */
    static String conditions(Cell cell) {
        return cell.callers() + " " + cell.threads();
    }

    static String full(Cell cell) {
        return title(cell.arena(), cell.operation()) + ", " + conditions(cell);
    }
}
