package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log, once, of a job that keeps the connection of a {@link Seat} long after its deadline. Its caller was answered
 * at the deadline, and those who wait for the connection do not know for whom: only the log can say who holds them up, and
 * where that job stands.
 */
final class Overstay<C> {

    /**
     * How long after its deadline a job may keep the connection unmentioned. It was asked to give up at the deadline, and
     * has been again more than once a second since: who is still there after several times does not listen.
     */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = System.getLogger(Overstay.class.getName());

    private final Seat<C> seat;

    private @Nullable QueuedJob<C, ?> told;

    Overstay(Seat<C> seat) {
        this.seat = seat;
    }

    /** Looks at the job that has the connection, if any, and sees to it that this is called again when its patience is over. */
    synchronized void look(Deadlines deadlines) {
        QueuedJob<C, ?> job = seat.occupant();
        if (job == null || job != told) {
            told = null;
        }
        if (job == null || job == told) {
            return;
        }
        long overdue = deadlines.overdueNanos(job);
        if (overdue < PATIENCE_NANOS) {
            deadlines.watch(job, PATIENCE_NANOS);
        } else {
            tell(job, overdue);
        }
    }

    private void tell(QueuedJob<C, ?> job, long overdue) {
        Thread thread = seat.user();
        if (thread == null) {
            return;
        }
        StandsHere stack = new StandsHere(thread);
        // Looked at again: if the connection has changed hands meanwhile, this may be where the next job stands.
        if (seat.occupant() == job) {
            told = job;
            LOG.log(
                    Level.WARNING,
                    job.title() + " passed its deadline " + Durations.text(overdue)
                            + " ago and still holds the connection, on thread '" + thread.getName() + "'",
                    stack);
        }
    }

    /** Shows by its stack trace where a thread stands. */
    private static final class StandsHere extends Throwable {

        private static final long serialVersionUID = 1L;

        StandsHere(Thread thread) {
            setStackTrace(thread.getStackTrace());
        }

        @Override
        public String toString() {
            return "the job stands here";
        }
    }
}
