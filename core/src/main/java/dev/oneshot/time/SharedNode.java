package dev.oneshot.time;

/** A node of the one timer that everybody shares, which it need not remember: 32 bytes instead of 40. */
final class SharedNode extends TimerNode {

    SharedNode(long deadline, Runnable action) {
        super(deadline, action);
    }

    @Override
    TimerWheel wheel() {
        return SystemTimer.INSTANCE.wheel();
    }
}
