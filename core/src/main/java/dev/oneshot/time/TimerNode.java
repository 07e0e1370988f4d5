package dev.oneshot.time;

import org.jspecify.annotations.Nullable;

/**
 * One action that waits for its time. While it waits, it stands in a ring of those that share its slot; all fields but
 * the first two belong to the wheel and are guarded by its lock. An action that has run or was called off is forgotten.
 */
final class TimerNode implements Timer.Timeout {

    static final int NOT_WAITING = -1;

    final TimerWheel wheel;
    final long deadline;
    int slot = NOT_WAITING;

    @Nullable Runnable action;

    TimerNode previous = this;
    TimerNode next = this;

    TimerNode(TimerWheel wheel, long deadline, Runnable action) {
        this.wheel = wheel;
        this.deadline = deadline;
        this.action = action;
    }

    @Override
    public void cancel() {
        wheel.cancel(this);
    }
}
