package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the jobs of a {@link Side} at their deadlines, wherever they are: in the queue, in a thread's hands, or on loan; and
 * has it told of those that keep a connection all the same.
 */
final class Timekeeper<C> {

    private static final Logger LOG = System.getLogger(Timekeeper.class.getName());

    private final JobQueue<C> queue;
    private final List<Seat<C>> seats;
    private final Refusals<C> refusals;
    private final Deadlines deadlines;

    Timekeeper(JobQueue<C> queue, List<Seat<C>> seats, Refusals<C> refusals, Timer timer) {
        this.queue = queue;
        this.seats = seats;
        this.refusals = refusals;
        this.deadlines = new Deadlines(timer, this::endOverdue);
    }

    /** A job has come to a place where it is looked for. */
    void watch(QueuedJob<C, ?> job) {
        deadlines.watch(job);
    }

    /** The same of a job that has just been let in. If this throws, the job has failed. */
    void watchNew(QueuedJob<C, ?> job) {
        try {
            deadlines.watch(job);
        } catch (Throwable failure) {
            // The caller gets no receiver, so its job must not run unheard.
            queue.remove(job);
            job.fail(JobOutcome.FAILED, failure);
            throw failure;
        }
    }

    /** Nothing is left to watch. */
    void callOff() {
        deadlines.callOff();
    }

    /** Ends all jobs whose time is over, and sees to the deadlines of the others. */
    private void endOverdue() {
        // Asked once for all: a hundred thousand may be late at the same moment. And before the first is ended: its
        // caller may be what the worker waits for.
        String activity = refusals.activities();
        List<QueuedJob<C, ?>> open = new ArrayList<>(queue.jobs());
        // ORDERING: looked at later than the queue: the way of a job goes from there to here.
        seats.forEach(seat -> open.addAll(seat.held()));
        for (QueuedJob<C, ?> job : open) {
            try {
                endIfOverdue(job, activity);
            } catch (Throwable e) {
                // The deadlines of the others are not to suffer from it.
                LOG.log(Level.WARNING, job.title() + ": its deadline could not be seen to", e);
            }
        }
        seats.forEach(seat -> seat.overstay().look(deadlines));
    }

    private void endIfOverdue(QueuedJob<C, ?> job, String activity) {
        if (deadlines.isOver(job)) {
            // The place is free before the caller is told, who may want it for the next attempt.
            queue.remove(job);
            job.expire(activity);
        } else if (!job.isEnded()) {
            deadlines.watch(job);
        }
    }
}
