package dev.oneshot.runner;

import org.jspecify.annotations.Nullable;

/**
 * Cells, first in, first out, in a list through the cells. Not thread-safe.
 *
 * <p>A list and not an array: cells that follow each other lie together in memory, where they were made and where the
 * collector moves them, and a reference between neighbours spares the fence of one that is stored into an old array.
 */
final class CellQueue {

    private @Nullable TaskCell first;
    private @Nullable TaskCell last;

    boolean isEmpty() {
        return first == null;
    }

    void add(TaskCell cell) {
        TaskCell before = last;
        last = cell;
        if (before == null) {
            first = cell;
        } else {
            before.nextReady = cell;
        }
    }

    @Nullable TaskCell take() {
        TaskCell taken = first;
        if (taken != null) {
            TaskCell next = taken.nextReady;
            first = next;
            if (next == null) {
                last = null;
            } else {
                taken.nextReady = null;
            }
        }
        return taken;
    }
}
