package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * One alarm for the deadlines of all jobs of a {@link Side}, set to the earliest.
 *
 * <p>Nearly all jobs end long before their deadline, and a timer set and cancelled for each would cost more than the rest of
 * its way. So the alarm stays where it is when its job ends, and rings in vain now and then: it then looks for those that
 * are late, and for the next deadline. For that to be enough, a job is {@linkplain #watch watched} each time that it has
 * come to a place where the look would find it. Times are nanoseconds since this was made. Thread-safe.
 */
final class Deadlines {

    /** The deadline of a job that has none. */
    static final long NONE = Long.MAX_VALUE;

    private final Timer timer;
    private final Runnable onAlarm;
    private final long origin;

    private volatile long alarmAt = NONE;
    private Timer.@Nullable Timeout alarm;

    /** Deadlines whose alarm makes somebody look after all of them. */
    Deadlines(Timer timer, Runnable onAlarm) {
        this.timer = timer;
        this.onAlarm = onAlarm;
        this.origin = timer.nanoTime();
    }

    /** Whether the time of this job is over. */
    boolean isOver(JobTicket<?, ?> job) {
        return overdueNanos(job) >= 0;
    }

    /** How long the time of this job has been over, less than zero if it is not. */
    long overdueNanos(JobTicket<?, ?> job) {
        return timer.nanoTime() - origin - job.deadline(origin);
    }

    /** Makes sure that the alarm comes by the deadline of this job. */
    void watch(JobTicket<?, ?> job) {
        watchUntil(job.deadline(origin));
    }

    /** Makes sure that the alarm comes so long after the deadline of this job, at the latest. */
    void watch(JobTicket<?, ?> job, long nanosAfter) {
        long deadline = job.deadline(origin);
        watchUntil(deadline < NONE - nanosAfter ? deadline + nanosAfter : NONE);
    }

    private void watchUntil(long time) {
        if (time < alarmAt) {
            setAlarm(time);
        }
    }

    private synchronized void setAlarm(long deadline) {
        if (deadline >= alarmAt) {
            return;
        }
        Timer.Timeout later = alarm;
        alarm = timer.schedule(Math.max(0, deadline - (timer.nanoTime() - origin)), this::ring);
        alarmAt = deadline;
        if (later != null) {
            later.cancel();
        }
    }

    /** Forgets the alarm, since nothing is left to watch. */
    synchronized void callOff() {
        Timer.Timeout unwanted = alarm;
        alarm = null;
        alarmAt = NONE;
        if (unwanted != null) {
            unwanted.cancel();
        }
    }

    private void ring() {
        synchronized (this) {
            callOff();
            // ORDERING: from here on whoever watches sets a new alarm; the look comes after it. So a job that is on its
            // way from one place to the other, and is seen at neither, is watched after this.
        }
        onAlarm.run();
    }
}
