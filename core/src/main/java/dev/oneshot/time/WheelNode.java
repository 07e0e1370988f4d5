package dev.oneshot.time;

/** A node that remembers its wheel, of which there may be many. */
final class WheelNode extends TimerNode {

    private final TimerWheel wheel;

    WheelNode(TimerWheel wheel, long deadline, Runnable action) {
        super(deadline, action);
        this.wheel = wheel;
    }

    @Override
    TimerWheel wheel() {
        return wheel;
    }
}
