package dev.oneshot.time;

import org.jspecify.annotations.Nullable;

/**
 * Timers by deadline, in a hierarchy of wheels of 64 slots: adding and removing take constant time, whatever the number.
 *
 * <p>A deadline is read as eleven digits of six bits. A timer stands on the level of the highest digit in which its
 * deadline differs from {@link #base}, in the slot of that digit. So all of a level come before all of the next one, and
 * all of a slot before all of the next slot; a slot of level 0 is one exact nanosecond. When the base reaches a slot, its
 * timers differ from it only in lower digits and move down. Nothing is rounded and nothing is sorted: the order is that
 * of the deadlines, and of the adding where those are equal. This is Varghese and Lauck's hierarchical wheel (1987), with
 * a tick of one nanosecond and with empty slots skipped by bit maps, which also makes it a radix heap.
 *
 * <p>The base is never later than any deadline, and until it reaches a slot all timers in that slot differ from it in the
 * same highest digit. So a timer need not remember where it stands: its deadline and the base tell. Not thread-safe.
 */
final class Slots {

    static final long NONE = Long.MAX_VALUE;

    private static final int DIGIT_BITS = 6;
    private static final int SLOTS_PER_LEVEL = 1 << DIGIT_BITS;
    private static final int LEVELS = 11;

    private final @Nullable TimerNode[] first = new TimerNode[LEVELS * SLOTS_PER_LEVEL];
    /** The slots of each level that are not empty, and the levels that are not, a bit for each. */
    private final long[] occupied = new long[LEVELS];

    private int occupiedLevels;
    private long base;
    private int size;

    int size() {
        return size;
    }

    void add(TimerNode node, long now) {
        if (now > base && now < earliest()) {
            base = now; // the nearer the base, the fewer levels the timer has to come down
        }
        place(node);
        size++;
    }

    /** Removes a timer that stands here. */
    void remove(TimerNode node) {
        remove(node, slotOf(node));
    }

    private void remove(TimerNode node, int slot) {
        if (node.next == node) {
            first[slot] = null;
            int level = slot / SLOTS_PER_LEVEL;
            occupied[level] &= ~(1L << slot);
            if (occupied[level] == 0) {
                occupiedLevels &= ~(1 << level);
            }
        } else {
            if (first[slot] == node) {
                first[slot] = node.next;
            }
            node.previous.next = node.next;
            node.next.previous = node.previous;
            node.next = node;
            node.previous = node;
        }
        size--;
    }

    /** Where to look next: not later than the earliest deadline, and equal to it if that is on level 0. */
    long earliest() {
        if (occupiedLevels == 0) {
            return NONE;
        }
        int level = Integer.numberOfTrailingZeros(occupiedLevels);
        int shift = level * DIGIT_BITS;
        long digit = Long.numberOfTrailingZeros(occupied[level]);
        long higherDigits = shift + DIGIT_BITS >= Long.SIZE ? 0 : base >>> (shift + DIGIT_BITS) << (shift + DIGIT_BITS);
        return higherDigits | digit << shift;
    }

    /** Removes the timer with the earliest deadline, if that has come. */
    @Nullable TimerNode takeDue(long now) {
        for (long slotStart = earliest(); slotStart <= now; slotStart = earliest()) {
            base = slotStart;
            if (occupied[0] != 0) {
                TimerNode due = first[(int) slotStart & (SLOTS_PER_LEVEL - 1)];
                if (due != null) {
                    remove(due);
                }
                return due;
            }
            moveDown();
        }
        return null;
    }

    /** Moves the timers of the slot that the base has reached to lower levels. */
    private void moveDown() {
        int level = Integer.numberOfTrailingZeros(occupiedLevels);
        int slot = level * SLOTS_PER_LEVEL + Long.numberOfTrailingZeros(occupied[level]);
        TimerNode node = first[slot];
        while (node != null) {
            // The base has come here already, so that the slot no longer follows from it.
            remove(node, slot);
            place(node);
            size++;
            node = first[slot];
        }
    }

    private void place(TimerNode node) {
        int slot = slotOf(node);
        TimerNode head = first[slot];
        if (head == null) {
            first[slot] = node;
            int level = slot / SLOTS_PER_LEVEL;
            occupied[level] |= 1L << slot;
            occupiedLevels |= 1 << level;
        } else {
            node.next = head;
            node.previous = head.previous;
            head.previous.next = node;
            head.previous = node;
        }
    }

    private int slotOf(TimerNode node) {
        long deadline = Math.max(node.deadline, base); // a test's clock may have been set back
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros((deadline ^ base) | 1)) / DIGIT_BITS;
        int digit = (int) (deadline >>> (level * DIGIT_BITS)) & (SLOTS_PER_LEVEL - 1);
        return level * SLOTS_PER_LEVEL + digit;
    }
}
