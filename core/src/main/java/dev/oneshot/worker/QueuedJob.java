package dev.oneshot.worker;

import dev.oneshot.Sender;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One job on its way from the caller to the answer.
 *
 * <pre>
 *          begin, backToQueue  beginCommit              committed
 *   QUEUED ◀─────────▶ RUNNING ──────────▶ COMMITTING ──────────▶ COMMITTED
 *      │                  │                    │                      │ answer
 *      └─ expire, cancel ─┴─── expire, fail ───┴──────────────────────┴──▶ ENDED
 * </pre>
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>meaning</th><th>who may leave it</th></tr>
 * <tr><td>QUEUED</td><td>has not touched the connection</td><td>worker, timer, caller</td></tr>
 * <tr><td>RUNNING</td><td>what it did can still be undone</td><td>worker, timer, caller</td></tr>
 * <tr><td>COMMITTING</td><td>what it did may be final</td><td>worker, timer</td></tr>
 * <tr><td>COMMITTED</td><td>what it did is final, and only the answer is left</td><td>worker</td></tr>
 * <tr><td>ENDED</td><td>the caller has its answer, or has gone</td><td>nobody</td></tr>
 * </table>
 *
 * <p>Whoever enters ENDED completes the caller's channel, so the caller is answered once. A worker that finds its job
 * ENDED when it wants to commit undoes the job: the caller has been told that it failed. Who ends a RUNNING job from
 * outside also has it cancelled through the {@link RunGate}.
 */
final class QueuedJob<C, R extends @Nullable Object> {

    private static final Logger LOG = System.getLogger(QueuedJob.class.getName());

    private enum State {
        QUEUED,
        RUNNING,
        COMMITTING,
        COMMITTED,
        ENDED
    }

    /** The place in the {@link JobQueue}, which guards these three. */
    @Nullable QueuedJob<C, ?> previous;

    @Nullable QueuedJob<C, ?> next;

    @Nullable JobLane<C> lane;

    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private final JobTicket ticket;
    private final JobOptions options;
    private final Sender<R> sender;
    private volatile @Nullable Job<C, R> body;
    private volatile @Nullable RunGate<C> gate;
    private volatile boolean expiredRunning;

    /** Whether what the body does can be undone; set when it begins. */
    private volatile boolean undoable;

    /** What the body returned; belongs to the worker's thread until the answer. */
    private @Nullable R result;

    QueuedJob(JobTicket ticket, JobOptions options, Job<C, R> body, Sender<R> sender) {
        this.ticket = ticket;
        this.options = options;
        this.body = body;
        this.sender = sender;
    }

    JobTicket ticket() {
        return ticket;
    }

    /** The worker's turn, inside a transaction or not; false if the job has ended while it waited, or should have. */
    boolean begin(boolean inTransaction, long now) {
        undoable = inTransaction && !isOfOneStatement();
        if (ticket.isOverdue(now)) {
            expire();
        }
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return false;
        }
        ticket.began(now);
        return true;
    }

    /** The job could not be run after all, for a reason that is not its own; false if it has ended meanwhile. */
    boolean backToQueue() {
        ticket.waitsAgain();
        return state.compareAndSet(State.RUNNING, State.QUEUED);
    }

    JobTransaction transaction() {
        return options.transaction();
    }

    /** Whether the job goes into one transaction with others. */
    boolean sharesTransaction() {
        return options.transaction() == JobTransaction.SHARED || isOfOneStatement();
    }

    /** Whether the job's one statement is final by itself, so that there is nothing to undo. */
    boolean isOfOneStatement() {
        return options.transaction() == JobTransaction.STATEMENT;
    }

    Priority priority() {
        return options.priority();
    }

    boolean isReadOnly() {
        return options.isReadOnly();
    }

    /** Runs the body, which can be cancelled through the gate meanwhile; only after {@link #begin}. */
    void run(C lent, RunGate<C> entered) throws Exception {
        gate = entered;
        Job<C, R> job = body;
        // ORDERING: an ended job has no body, which is read after the gate was stored; whoever ends the job drops the
        // body
        // and then reads the gate. So a job that is not cancelled has not been run.
        if (job != null) {
            result = job.run(lent);
        }
    }

    /** From here on the job may be final; false if it has ended meanwhile and must be undone. */
    boolean beginCommit() {
        return state.compareAndSet(State.RUNNING, State.COMMITTING);
    }

    /** What the job did is final: however late, it is answered with its result. */
    void committed() {
        state.compareAndSet(State.COMMITTING, State.COMMITTED);
    }

    /** Sends what the body returned, and keeps none of it: the receiver may be kept for long. */
    @SuppressWarnings("NullAway") // a result that is null was returned by the body as an R
    void answer() {
        // ORDERING: read before the end is claimed; whoever comes second forgets the result.
        R answer = result;
        if (state.getAndSet(State.ENDED) == State.ENDED) {
            result = null;
            return;
        }
        release();
        result = null;
        tell(JobOutcome.DONE, () -> sender.send(answer));
    }

    /** Ends the job with a failure, if it has not ended yet. */
    void fail(JobOutcome outcome, Throwable failure) {
        State left = enterEnd();
        if (left != State.COMMITTED && left != State.ENDED) {
            tell(outcome, failure);
        }
    }

    /** Ends the job because its worker stops or died, in the way that its state allows. */
    void abandon(WorkerException reason) {
        State left = enterEnd();
        if (left == State.COMMITTED) {
            answer();
        } else if (left == State.COMMITTING) {
            tell(JobOutcome.UNKNOWN, ticket.outcomeUnknown("stopped or died while it committed job", reason));
        } else if (left == State.RUNNING && !undoable && !options.isReadOnly()) {
            tell(
                    JobOutcome.UNKNOWN,
                    ticket.outcomeUnknown("stopped or died while it ran, in no transaction, job", reason));
            cancelRun(left);
        } else if (left != State.ENDED) {
            tell(reason instanceof WorkerStoppedException ? JobOutcome.REFUSED : JobOutcome.FAILED, reason);
            cancelRun(left);
        }
    }

    /** The caller has gone: a job that waits is spared, one that runs is cancelled if it allows that. */
    void cancel() {
        State left = state.get();
        boolean wanted = left == State.QUEUED || (left == State.RUNNING && options.isCancellable());
        if (wanted && state.compareAndSet(left, State.ENDED)) {
            release();
            tell(JobOutcome.CANCELLED, sender::close);
            cancelRun(left);
        } else if (left == State.QUEUED) {
            // It has begun in this moment, and is asked once more as a running one.
            cancel();
        }
    }

    /** The deadline has passed; the job ends whatever it is doing. */
    void expire() {
        State left = enterEnd();
        switch (left) {
            case QUEUED -> tell(JobOutcome.EXPIRED, ticket.expiredWaiting());
            case RUNNING -> {
                expiredRunning = true;
                tell(JobOutcome.EXPIRED, ticket.expiredRunning(undoable));
                cancelRun(left);
            }
            case COMMITTING ->
                tell(JobOutcome.UNKNOWN, ticket.outcomeUnknown("reached the deadline while it committed job", null));
            case COMMITTED, ENDED -> {}
        }
    }

    /** Lets go of what the body returned, which nobody will get. */
    void undo() {
        result = null;
    }

    /** Whether the deadline passed while the body ran. */
    boolean hasExpiredRunning() {
        return expiredRunning;
    }

    /** Whether the caller has its answer, or has gone. */
    boolean isEnded() {
        return state.get() == State.ENDED;
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

    /** Ends the job, unless it has ended or is about to be answered; returns the state that it was in. */
    private State enterEnd() {
        State left = state.get();
        while (left != State.COMMITTED && left != State.ENDED) {
            if (state.compareAndSet(left, State.ENDED)) {
                release();
                return left;
            }
            left = state.get();
        }
        return left;
    }

    private void cancelRun(State left) {
        RunGate<C> entered = gate;
        if (left == State.RUNNING && entered != null) {
            entered.cancel(this);
        }
    }

    /** Lets go of what an ended job needs no more; its receiver may be kept for long. */
    private void release() {
        body = null;
    }
}
