package dev.oneshot.time;

import org.jspecify.annotations.Nullable;

/**
 * One action that waits for its time. While it waits, it stands in a ring of those that share its slot; all fields but
 * the deadline are guarded by the wheel's lock. An action that has run or was called off is forgotten.
 *
 * <p>A million of them may wait, so there is no field for what can be found out: the slot follows from the deadline (see
 * {@link Slots}), and which wheel it is from the class of the node.
 */
abstract class TimerNode implements Timer.Timeout {

    final long deadline;

    /** What is to be run; there as long as the node stands in its slot. */
    @Nullable Runnable action;

    TimerNode previous = this;
    TimerNode next = this;

    TimerNode(long deadline, Runnable action) {
        this.deadline = deadline;
        this.action = action;
    }

    /** Makes the nodes of one wheel. */
    @FunctionalInterface
    interface Factory {
        TimerNode of(TimerWheel wheel, long deadline, Runnable action);
    }

    abstract TimerWheel wheel();

    @Override
    public final void cancel() {
        wheel().cancel(this);
    }
}
