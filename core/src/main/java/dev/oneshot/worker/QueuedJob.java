package dev.oneshot.worker;

import dev.oneshot.Sender;
import dev.oneshot.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One job on its way from the caller to the answer.
 *
 * <pre>
 *             begin            beginCommit
 *   QUEUED ──────────▶ RUNNING ──────────▶ COMMITTING ──┐
 *      │                  │                    │         │ answer, fail
 *      └──── expire, cancel, refuse ───────────┴─────────┴──▶ ENDED
 * </pre>
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>meaning</th><th>who may leave it</th></tr>
 * <tr><td>QUEUED</td><td>has not touched the connection</td><td>worker, timer, caller</td></tr>
 * <tr><td>RUNNING</td><td>what it did can still be undone</td><td>worker, timer</td></tr>
 * <tr><td>COMMITTING</td><td>what it did may be final</td><td>worker, timer</td></tr>
 * <tr><td>ENDED</td><td>the caller has its answer, or has gone</td><td>nobody</td></tr>
 * </table>
 *
 * <p>Whoever enters ENDED completes the caller's channel, so the caller is answered once. A worker that finds its job
 * ENDED when it wants to commit undoes the job: the caller has been told that it failed.
 */
final class QueuedJob<C, R extends @Nullable Object> {

    private static final Logger LOG = System.getLogger(QueuedJob.class.getName());

    private enum State {
        QUEUED,
        RUNNING,
        COMMITTING,
        ENDED
    }

    /** Neighbours in the {@link JobQueue}, which guards them. */
    @Nullable QueuedJob<C, ?> previous;

    @Nullable QueuedJob<C, ?> next;

    boolean inQueue;

    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private final JobTicket ticket;
    private final Sender<R> sender;
    private volatile @Nullable Job<C, R> body;
    private volatile Timer.@Nullable Timeout deadline;

    QueuedJob(JobTicket ticket, Job<C, R> body, Sender<R> sender) {
        this.ticket = ticket;
        this.body = body;
        this.sender = sender;
    }

    JobTicket ticket() {
        return ticket;
    }

    /** The worker's turn; false if the job has ended while it waited. */
    boolean begin() {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return false;
        }
        ticket.began();
        return true;
    }

    /** Runs the body; only after {@link #begin}. */
    R run(C connection) throws Exception {
        Job<C, R> job = body;
        if (job == null) {
            throw new IllegalStateException(ticket + " has ended before it ran");
        }
        return job.run(connection);
    }

    /** From here on the job may be final; false if its deadline has passed and it must be undone. */
    boolean beginCommit() {
        return state.compareAndSet(State.RUNNING, State.COMMITTING);
    }

    void answer(R result) {
        if (enterEnd() != State.ENDED) {
            tell(JobOutcome.DONE, () -> sender.send(result));
        }
    }

    /** Ends the job with a failure, if it has not ended yet. */
    void fail(JobOutcome outcome, Throwable failure) {
        if (enterEnd() != State.ENDED) {
            tell(outcome, failure);
        }
    }

    /** Ends the job because its worker stops or died, in the way that its state allows. */
    void abandon(WorkerException reason) {
        State left = enterEnd();
        if (left == State.COMMITTING) {
            tell(JobOutcome.UNKNOWN, ticket.outcomeUnknown("stopped or died while it committed job", reason));
        } else if (left != State.ENDED) {
            tell(reason instanceof WorkerStoppedException ? JobOutcome.REFUSED : JobOutcome.FAILED, reason);
        }
    }

    /** The caller has gone: a job that has not begun is spared; true if so. */
    boolean cancel() {
        if (state.compareAndSet(State.QUEUED, State.ENDED)) {
            release();
            tell(JobOutcome.CANCELLED, sender::close);
            return true;
        }
        return false;
    }

    /** The deadline has passed; the job ends whatever it is doing. */
    void expire() {
        State left = enterEnd();
        switch (left) {
            case QUEUED -> tell(JobOutcome.EXPIRED, ticket.expiredWaiting());
            case RUNNING -> tell(JobOutcome.EXPIRED, ticket.expiredRunning());
            case COMMITTING ->
                tell(JobOutcome.UNKNOWN, ticket.outcomeUnknown("reached the deadline while it committed job", null));
            case ENDED -> {}
        }
    }

    /** Starts the clock of the deadline. */
    void watch(Timer.Timeout timeout) {
        deadline = timeout;
        // ORDERING: the end is looked for after the time-out was stored; release() does the two the other way round.
        if (state.get() == State.ENDED) {
            timeout.cancel();
        }
    }

    private void tell(JobOutcome outcome, Throwable failure) {
        tell(outcome, () -> sender.fail(failure));
    }

    /** Counts the end first, so that a caller that has its answer finds it counted. */
    private void tell(JobOutcome outcome, Runnable completion) {
        ticket.ended(outcome);
        try {
            completion.run();
        } catch (Throwable e) {
            // The caller's waker is anybody's code; the worker, and the jobs of others, must not suffer from it.
            LOG.log(Level.WARNING, ticket + ": waking its caller failed", e);
        }
    }

    private State enterEnd() {
        State left = state.getAndSet(State.ENDED);
        if (left != State.ENDED) {
            release();
        }
        return left;
    }

    /** Lets go of what an ended job needs no more; its receiver may be kept for long. */
    private void release() {
        body = null;
        Timer.Timeout timeout = deadline;
        if (timeout != null) {
            timeout.cancel();
        }
    }
}
