package dev.oneshot.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One job on its way from the caller to the answer: its place in the queue, its state, and its channel in one object.
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
final class QueuedJob<C, R extends @Nullable Object> extends JobTicket<C, R> {

    private static final Logger LOG = System.getLogger(QueuedJob.class.getName());

    private static final VarHandle STATE = state();

    private enum State {
        QUEUED,
        RUNNING,
        COMMITTING,
        COMMITTED,
        ENDED
    }

    /** The place in the {@link JobQueue}, whose lock guards these three. */
    @Nullable QueuedJob<C, ?> previous;

    @Nullable QueuedJob<C, ?> next;

    @Nullable JobLane<C> lane;

    /** The caller, if it can be let in to run the job; set before the job is put in the queue. */
    @Nullable OwnTurn<C, R> ownTurn;

    /** Read and written through {@link #STATE}, but for the first value. */
    private State state = State.QUEUED;

    /** Dropped at the end; see {@link #run} for the order of this and the next. */
    private @Nullable Job<C, R> body;

    private @Nullable RunGate<C> gate;

    private volatile boolean expiredRunning;

    /** Whether what the body does can be undone; written before RUNNING is entered, and read when it was left. */
    private boolean undoable;

    /** Counts the job, if the thread of its caller has borrowed the connection, and runs it; only for that thread. */
    private @Nullable LoanCounts onLoan;

    /** Whether that thread has the answer. */
    private boolean answeredOnLoan;

    /** What the body returned; belongs to the worker's thread until the answer. */
    private @Nullable R result;

    /** A job that is known by the class in which it was written, and runs the body, which may be more. */
    QueuedJob(Side<C> side, Job<C, R> written, Job<C, R> body, JobOptions options) {
        super(side, written, options);
        this.body = body;
    }

    /** The calling thread, whose job this is, has borrowed the connection and will run it. */
    void lent(LoanCounts counts) {
        onLoan = counts;
        counts.begun();
    }

    /** Whether it matters when the body returns: to the next job, or to a listener. */
    boolean isTimed() {
        return onLoan == null || side().ledger().hasListeners();
    }

    /** The worker's turn, inside a transaction or not; false if the job has ended while it waited, or should have. */
    boolean begin(boolean inTransaction, long now) {
        undoable = inTransaction && !isOfOneStatement();
        if (isOverdue(now)) {
            expire();
        }
        if (!changeState(State.QUEUED, State.RUNNING)) {
            return false;
        }
        began(now);
        return true;
    }

    /** The job could not be run after all, on loan or not, for a reason that is not its own; false if it has ended meanwhile. */
    boolean backToQueue() {
        waitsAgain();
        // Whoever takes it out of the queue finds the caller waiting.
        onLoan = null;
        boolean waits = changeState(State.RUNNING, State.QUEUED);
        // ORDERING: close() tells of itself first and looks at the state afterwards; here it is the other way round.
        // So a caller that went when its job was about to run, and could not be spared, is heard now.
        if (waits && isReceiverClosed()) {
            cancel();
        }
        return waits && !isEnded();
    }

    JobTransaction transaction() {
        return options().transaction();
    }

    /** Whether the job goes into one transaction with others. */
    boolean sharesTransaction() {
        return options().transaction() == JobTransaction.SHARED || isOfOneStatement();
    }

    /** Whether the job's one statement is final by itself, so that there is nothing to undo. */
    boolean isOfOneStatement() {
        return options().transaction() == JobTransaction.STATEMENT;
    }

    Priority priority() {
        return options().priority();
    }

    boolean isReadOnly() {
        return options().isReadOnly();
    }

    /** Runs the body, which can be cancelled through the gate meanwhile; only after {@link #begin}. */
    void run(C lent, RunGate<C> entered) throws Exception {
        gate = entered;
        // ORDERING: the body is read after the gate was stored; whoever ends a running job drops the body, and reads
        // the gate afterwards. So a job that is not cancelled has not been run.
        VarHandle.fullFence();
        Job<C, R> job = body;
        if (job != null) {
            result = job.run(lent);
        }
    }

    /** From here on the job may be final; false if it has ended meanwhile and must be undone. */
    boolean beginCommit() {
        return changeState(State.RUNNING, State.COMMITTING);
    }

    /** What the job did is final: however late, it is answered with its result. */
    void committed() {
        changeState(State.COMMITTING, State.COMMITTED);
    }

    /** Gives the caller what the body returned; by who has run it. */
    void answer() {
        LoanCounts counts = onLoan;
        if (counts == null) {
            send();
            return;
        }
        // ORDERING: the channel stays open, since no other thread can poll. One that has ended the job completes it.
        if (STATE.getAndSet(this, State.ENDED) != State.ENDED) {
            counts.answered();
            tellOf(JobOutcome.DONE);
            answeredOnLoan = true;
        }
    }

    /** Whether the calling thread, which has run the job on loan, has its answer; if not, it is to be polled for. */
    boolean isAnsweredOnLoan() {
        return answeredOnLoan;
    }

    /** That answer. */
    @SuppressWarnings("NullAway") // a result that is null was returned by the body as an R
    R answerOnLoan() {
        return result;
    }

    /** Sends what the body returned, and keeps none of it: the receiver may be kept for long. */
    @SuppressWarnings("NullAway") // a result that is null was returned by the body as an R
    private void send() {
        // ORDERING: read before the end is claimed; whoever comes second forgets the result.
        R answer = result;
        State left = (State) STATE.getAndSet(this, State.ENDED);
        if (left == State.ENDED) {
            forgetResult(left);
            return;
        }
        body = null;
        result = null;
        // Counted first, so that a caller that has its answer finds it counted.
        count(JobOutcome.DONE);
        try {
            complete(answer);
        } catch (Throwable e) {
            wakingFailed(e);
        }
    }

    /** Ends the job with a failure, if it has not ended yet. */
    void fail(JobOutcome outcome, Throwable failure) {
        State left = enterEnd();
        forgetResult(left);
        if (left != State.COMMITTED && left != State.ENDED) {
            tell(outcome, failure);
        }
    }

    /** Ends the job because its worker stops or died, in the way that its state allows. */
    void abandon(WorkerException reason) {
        State left = enterEnd();
        forgetResult(left);
        if (left == State.COMMITTED) {
            send();
        } else if (left == State.COMMITTING) {
            tell(JobOutcome.UNKNOWN, outcomeUnknown("stopped or died while it committed job", reason));
        } else if (left == State.RUNNING && !undoable && !options().isReadOnly()) {
            tell(JobOutcome.UNKNOWN, outcomeUnknown("stopped or died while it ran, in no transaction, job", reason));
            cancelRun(left);
        } else if (left != State.ENDED) {
            tell(reason instanceof WorkerStoppedException ? JobOutcome.REFUSED : JobOutcome.FAILED, reason);
            cancelRun(left);
        }
    }

    /** Closing takes a job that has not begun out of the queue. */
    @Override
    public void close() {
        closeReceiver();
        side().cancel(this);
    }

    /** The caller has gone: a job that waits is spared, one that runs is cancelled if it allows that. */
    void cancel() {
        State left = currentState();
        boolean wanted =
                left == State.QUEUED || (left == State.RUNNING && options().isCancellable());
        if (wanted && changeState(left, State.ENDED)) {
            body = null;
            count(JobOutcome.CANCELLED);
            closeSender(null);
            cancelRun(left);
        } else if (wanted) {
            // It has begun in this moment, or went back to the queue, and is asked once more.
            cancel();
        }
    }

    /** The deadline has passed; the job ends whatever it is doing. */
    void expire() {
        expire(null);
    }

    /** The deadline has passed; the job ends whatever it is doing. If it waits, its caller is told of what the worker does. */
    void expire(@Nullable String activity) {
        State left = enterEnd();
        switch (left) {
            case QUEUED -> tell(JobOutcome.EXPIRED, expiredWaiting(activity));
            case RUNNING -> {
                expiredRunning = true;
                tell(JobOutcome.EXPIRED, expiredRunning(undoable));
                cancelRun(left);
            }
            case COMMITTING ->
                tell(JobOutcome.UNKNOWN, outcomeUnknown("reached the deadline while it committed job", null));
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
        return currentState() == State.ENDED;
    }

    /** Counts the end first, so that a caller that has its answer finds it counted. */
    private void tell(JobOutcome outcome, Throwable failure) {
        count(outcome);
        try {
            completeExceptionally(failure);
        } catch (Throwable e) {
            wakingFailed(e);
        }
    }

    /** The caller's waker is anybody's code; the worker, and the jobs of others, must not suffer from it. */
    private void wakingFailed(Throwable failure) {
        LOG.log(Level.WARNING, title() + ": waking its caller failed", failure);
    }

    /** Ends the job, unless it has ended or is about to be answered; returns the state that it was in. */
    private State enterEnd() {
        State left = currentState();
        while (left != State.COMMITTED && left != State.ENDED) {
            if (changeState(left, State.ENDED)) {
                // Its receiver may be kept for long.
                body = null;
                return left;
            }
            left = currentState();
        }
        return left;
    }

    /** Lets go of what the body returned, unless it is the answer, or may be that of a borrower. */
    private void forgetResult(State left) {
        // ORDERING: whoever finds a job that its borrower has ended sees that it was on loan. Of such a job no receiver
        // is kept.
        if (left != State.COMMITTED && onLoan == null) {
            result = null;
        }
    }

    private void cancelRun(State left) {
        // ORDERING: see run().
        VarHandle.fullFence();
        RunGate<C> entered = gate;
        if (left == State.RUNNING && entered != null) {
            entered.cancel(this);
        }
    }

    private State currentState() {
        return (State) STATE.getVolatile(this);
    }

    private boolean changeState(State from, State to) {
        return STATE.compareAndSet(this, from, to);
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(QueuedJob.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
