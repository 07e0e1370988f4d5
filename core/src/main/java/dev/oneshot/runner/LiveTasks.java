package dev.oneshot.runner;

import org.jspecify.annotations.Nullable;

/** The tasks of an executor that had a turn and have not ended, in a list through the cells: for the end of the executor. */
final class LiveTasks {

    private @Nullable TaskCell head;

    /** The cell that has neither neighbour and is not the head is not in the list. */
    boolean contains(TaskCell cell) {
        return cell == head || cell.previousLive != null;
    }

    void add(TaskCell cell) {
        cell.nextLive = head;
        if (head != null) {
            head.previousLive = cell;
        }
        head = cell;
    }

    void remove(TaskCell cell) {
        TaskCell previous = cell.previousLive;
        TaskCell next = cell.nextLive;
        if (previous != null) {
            previous.nextLive = next;
        } else if (cell == head) {
            head = next;
        }
        if (next != null) {
            next.previousLive = previous;
        }
        cell.previousLive = null;
        cell.nextLive = null;
    }

    @Nullable TaskCell any() {
        return head;
    }
}
