package dev.oneshot.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer without a thread: whoever owns it calls {@link #runDue} in time, and {@link #nanosToNext} says when that is.
 *
 * <p>It is for loops that wait for something anyway, an executor for its tasks or a selector for its sockets, and can as
 * well wait for the next timer; {@link Timer#system} is one with a thread of its own. A million timers that wait are no
 * problem: scheduling and cancelling take constant time, and a cancelled timer is forgotten at once. Actions run in the
 * order of their deadlines, never early.
 *
 * <p>Thread-safe: any thread may schedule and cancel. Actions run one after the other if only one thread runs them.
 */
public final class TimerWheel implements Timer {

    private static final Logger LOG = System.getLogger(TimerWheel.class.getName());

    private final LongSupplier clock;
    private final Runnable onEarlier;
    private final TimerNode.Factory nodes;
    private final long origin;
    private final BriefLock lock = new BriefLock();
    private final Slots slots = new Slots();
    /** Where to look next, nanoseconds from the origin. Written under the lock, whose release publishes it in time. */
    private final AtomicLong nextLook = new AtomicLong(Slots.NONE);
    /**
     * When the owner wakes up by itself, as it was told last, nanoseconds from the origin; guarded by the lock. It is not
     * put off when that timer is called off: of many time-outs that are all called off in time, the first alone wakes the
     * owner, and the owner looks in vain once at its end.
     */
    private long alarm = Slots.NONE;

    /** A wheel without timers, whose nodes find it in a way of their own. */
    TimerWheel(LongSupplier clock, Runnable onEarlier, TimerNode.Factory nodes) {
        this.clock = clock;
        this.onEarlier = onEarlier;
        this.nodes = nodes;
        this.origin = clock.getAsLong();
    }

    /**
     * A wheel without timers.
     *
     * @param clock nanoseconds since any origin, never going backwards: {@link System#nanoTime}, or a test's own
     * @param onEarlier called by whoever schedules a timer for which the owner has to wake up earlier than it was told to,
     *     by {@link #nanosToNext} or by this; it wakes the owner, and neither blocks nor throws
     * @return the wheel
     */
    public static TimerWheel create(LongSupplier clock, Runnable onEarlier) {
        return new TimerWheel(clock, onEarlier, WheelNode::new);
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    @Override
    public Timeout schedule(long delayNanos, Runnable action) {
        Objects.requireNonNull(action, "action");
        long now = elapsed();
        long deadline = now + Math.max(0, delayNanos);
        TimerNode node = nodes.of(this, deadline < 0 ? Slots.NONE - 1 : deadline, action);
        boolean earlier;
        lock.lock();
        try {
            slots.add(node, now);
            long next = slots.earliest();
            nextLook.setOpaque(next);
            earlier = next < alarm;
            alarm = Math.min(alarm, next);
        } finally {
            lock.unlock();
        }
        if (earlier) {
            tellOwner(node);
        }
        return node;
    }

    /** Whoever schedules a timer that will not run gets an exception, and no timer. */
    private void tellOwner(TimerNode node) {
        try {
            onEarlier.run();
        } catch (Throwable failure) {
            node.cancel();
            forgetAlarm();
            throw failure;
        }
    }

    private void forgetAlarm() {
        lock.lock();
        try {
            alarm = Slots.NONE;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs the actions whose time has come, on the calling thread and outside of any lock. One that throws is logged,
     * and does not keep the others from running.
     *
     * @return how many ran
     */
    public int runDue() {
        int count = 0;
        long now = elapsed();
        while (nextLook.get() <= now) {
            Runnable action = takeDue(now);
            if (action == null) {
                continue;
            }
            count++;
            try {
                action.run();
            } catch (Throwable thrown) {
                LOG.log(
                        Level.WARNING,
                        "the action of a timer failed: " + action.getClass().getName(),
                        thrown);
            }
        }
        return count;
    }

    /**
     * How long the owner may wait until it calls {@link #runDue}; the owner asks before every wait. There may be nothing to
     * run then: the further away the earliest timer is, the more coarsely it is known, and it may be called off.
     *
     * @return nanoseconds, zero if an action is due, {@link Long#MAX_VALUE} if there is no timer
     */
    public long nanosToNext() {
        lock.lock();
        try {
            long now = elapsed();
            if (alarm <= now || alarm == Slots.NONE) {
                alarm = nextLook.get();
            }
            return alarm == Slots.NONE ? Long.MAX_VALUE : Math.max(0, alarm - now);
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many timers wait.
     *
     * @return those that have neither run nor been cancelled
     */
    public int size() {
        lock.lock();
        try {
            return slots.size();
        } finally {
            lock.unlock();
        }
    }

    void cancel(TimerNode node) {
        lock.lock();
        try {
            if (node.action != null) {
                node.action = null;
                slots.remove(node);
                nextLook.setOpaque(slots.earliest());
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable takeDue(long now) {
        lock.lock();
        try {
            TimerNode due = slots.takeDue(now);
            nextLook.setOpaque(slots.earliest());
            if (due == null) {
                return null;
            }
            Runnable action = due.action;
            due.action = null;
            return action;
        } finally {
            lock.unlock();
        }
    }

    private long elapsed() {
        return clock.getAsLong() - origin;
    }
}
