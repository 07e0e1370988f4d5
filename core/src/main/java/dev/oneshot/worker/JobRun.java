package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the bodies of jobs on one connection: lends it, runs, takes it back, and lets cancellations in meanwhile. */
final class JobRun<C> {

    private final Link<C> link;
    private final Timer timer;
    private final RunGate<C> gate = new RunGate<>();
    /** Written by who has the connection; others may see it a moment later. */
    private final AtomicReference<@Nullable QueuedJob<C, ?>> running = new AtomicReference<>();

    /** The loan on which jobs run; null while they run on the worker's own thread. */
    private @Nullable Loan<C> loan;

    private long returnedAt;

    JobRun(Link<C> link, Timer timer) {
        this.link = link;
        this.timer = timer;
        this.returnedAt = timer.nanoTime();
    }

    /** The job that has the connection, from its beginning until {@link #rest}. */
    @Nullable QueuedJob<C, ?> running() {
        return running.get();
    }

    /** No job has the connection any more; called before the job is answered. */
    void rest() {
        if (!link.isSuspect()) {
            link.used(returnedAt);
        }
        running.setRelease(null);
    }

    /** When the last body came to its end, by the timer's clock; of one on loan perhaps its beginning. */
    long returnedAt() {
        return returnedAt;
    }

    /** From now on jobs run on this loan; null if on the worker's own thread. */
    void runOn(@Nullable Loan<C> current) {
        loan = current;
    }

    /** Runs a job that has begun; returns what went wrong, null if nothing did. */
    @Nullable Throwable of(QueuedJob<C, ?> job, JobTransaction transaction) {
        running.setRelease(job);
        Session<C> session = link.session();
        C lent;
        try {
            lent = session.lend(transaction);
        } catch (Exception failure) {
            returnedAt = timer.nanoTime();
            return failure;
        }
        Throwable failure = run(job, session, lent);
        putInterruptAside();
        return reclaim(session, lent, failure);
    }

    /** A job may have interrupted its own thread; neither its commit nor the next job is to find out. */
    private void putInterruptAside() {
        if (Thread.currentThread().isInterrupted()) {
            Loan<C> current = loan;
            if (current != null) {
                // ORDERING: noted before the thread counts as not interrupted; Loan.interrupt() looks at the two the
                // other way round.
                current.feelsInterrupt();
            }
            Thread.interrupted();
        }
    }

    private @Nullable Throwable run(QueuedJob<C, ?> job, Session<C> session, C lent) {
        gate.enter(job, session, lent);
        try {
            job.run(lent, gate);
            session.returned(lent);
            return null;
        } catch (Throwable failure) {
            return failure;
        } finally {
            bodyReturned(job);
            if (gate.leave(job)) {
                link.suspect();
            }
        }
    }

    /**
     * Reads the clock where somebody wants to know. What is left is for how long the connection has been idle, and a lone
     * caller need not pay for that: it is counted from the beginning of its job.
     */
    private void bodyReturned(QueuedJob<C, ?> job) {
        if (job.isTimed()) {
            returnedAt = timer.nanoTime();
            job.returned(returnedAt);
        } else {
            returnedAt = job.submittedAt();
        }
    }

    private static <C> @Nullable Throwable reclaim(Session<C> session, C lent, @Nullable Throwable failure) {
        try {
            session.reclaim(lent);
            return failure;
        } catch (Exception e) {
            if (failure == null) {
                return e;
            }
            if (failure != e) {
                failure.addSuppressed(e);
            }
            return failure;
        }
    }
}
