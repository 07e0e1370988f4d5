package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Poll;
import dev.oneshot.Receiver;
import dev.oneshot.internal.Ending;
import dev.oneshot.internal.OneshotCore;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The channel of one answer, its caller's end included, and what is known of the job that it answers besides the work: name,
 * worker, times; and the messages that are made of them.
 *
 * <p>Times are written by who has the connection and read by anybody, each for itself: opaque.
 */
abstract class JobTicket<C, R extends @Nullable Object> extends OneshotCore<R> implements Receiver<R> {

    private static final VarHandle WAITED = time("waited");
    private static final VarHandle RAN = time("ran");

    /** The time of what has not come yet. */
    private static final long NOT_YET = -1;

    /** The classes that jobs are written in, without their packages. */
    private static final ClassValue<String> CLASS_NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> job) {
            String type = job.getName();
            int lambda = type.indexOf("$$Lambda");
            String written = lambda < 0 ? type : type.substring(0, lambda);
            return written.substring(written.lastIndexOf('.') + 1);
        }
    };

    private final Side<C> side;
    private final JobOptions options;
    private final Class<?> writtenIn;
    private final long submittedAt;
    private final long deadlineNanos;

    /** From the submission until the job began. */
    private long waited = NOT_YET;

    /** From its beginning until its body came to its end. */
    private long ran = NOT_YET;

    /** A ticket for this job, whose time begins now. */
    JobTicket(Side<C> side, Job<C, R> job, JobOptions options) {
        this.side = side;
        this.options = options;
        this.writtenIn = job.getClass();
        this.deadlineNanos = side.deadlineNanos(options);
        this.submittedAt = side.timer().nanoTime();
    }

    final Side<C> side() {
        return side;
    }

    final JobOptions options() {
        return options;
    }

    /** The worker's own thread is kept from sleeping on an answer that only itself could give. */
    @Override
    public final Poll<R> poll(Context context) {
        Poll<R> poll = super.poll(context);
        if (!poll.isReady() && context.isBlocking() && side.isCurrentThread()) {
            close();
            throw side.refusals().selfAsk();
        }
        return poll;
    }

    @Override
    protected final void ended(Ending how) {
        side.channels().ended(how);
    }

    /** The name that was given, or else the class that the job was written in. */
    final String name() {
        String given = options.name();
        return given == null ? CLASS_NAMES.get(writtenIn) : given;
    }

    /** When the job came, by the timer's clock. */
    final long submittedAt() {
        return submittedAt;
    }

    /** Whether the deadline has passed, also where no timer has come to tell so yet. */
    final boolean isOverdue(long now) {
        return now - submittedAt >= deadlineNanos;
    }

    /** How long the job has from its submission, {@link Deadlines#NONE} for ever. */
    final long deadlineNanos() {
        return deadlineNanos;
    }

    /** The job begins. The time may be that at which the one before it returned, and this one have come since. */
    final void began(long now) {
        WAITED.setOpaque(this, Math.max(0, now - submittedAt));
    }

    /** The job waits again, as if it had never begun. */
    final void waitsAgain() {
        WAITED.setOpaque(this, NOT_YET);
        RAN.setOpaque(this, NOT_YET);
    }

    /** The body has come to its end, now; what follows is the commit, and the answer. */
    final void returned(long now) {
        RAN.setOpaque(this, now - submittedAt - waited);
    }

    /** The job has ended, and its caller will be told. */
    final void count(JobOutcome outcome) {
        side.ledger().jobEnded(this, outcome);
    }

    /** The job has ended, has been counted, and its caller is this thread. */
    final void tellOf(JobOutcome outcome) {
        side.ledger().tell(this, outcome);
    }

    /** When the job's time is over, in nanoseconds since an origin that was before it came. */
    final long deadline(long origin) {
        long came = submittedAt - origin;
        return deadlineNanos < Deadlines.NONE - came ? came + deadlineNanos : Deadlines.NONE;
    }

    final long waitedNanos() {
        long known = (long) WAITED.getOpaque(this);
        return known == NOT_YET ? side.timer().nanoTime() - submittedAt : known;
    }

    /** How long the job has run until its body returned, or until now. */
    final long ranNanos() {
        long known = (long) WAITED.getOpaque(this);
        return known == NOT_YET ? 0 : side.timer().nanoTime() - submittedAt - known;
    }

    /** As {@link #ranNanos}, but without the commit. */
    final long ranInBodyNanos() {
        long known = (long) RAN.getOpaque(this);
        return known == NOT_YET ? ranNanos() : known;
    }

    /** With what the worker did meanwhile; null if that is not known. */
    final DeadlineExceededException expiredWaiting(@Nullable String activity) {
        return new DeadlineExceededException(
                side.workerName(),
                "did not come to job '" + name() + "' in time: it waited " + Durations.text(waitedNanos())
                        + " and never touched the connection" + (activity == null ? "" : " (" + activity + ")"));
    }

    final DeadlineExceededException expiredRunning(boolean undoable) {
        return new DeadlineExceededException(
                side.workerName(),
                "did not finish job '" + name() + "' in time: it waited " + Durations.text(waitedNanos()) + ", ran "
                        + Durations.text(ranNanos())
                        + (undoable ? ", and is rolled back" : ", and what it has done until then stays"));
    }

    final RolledBackException rolledBack(Throwable cause) {
        return new RolledBackException(
                side.workerName(),
                "rolled back job '" + name()
                        + "': the transaction that it shared with other jobs was lost before the commit,"
                        + " so it has not taken effect (" + cause + ")",
                cause);
    }

    final OutcomeUnknownException outcomeUnknown(String what, @Nullable Throwable cause) {
        return new OutcomeUnknownException(
                side.workerName(),
                what + " '" + name() + "' after " + Durations.text(ranNanos()) + ": it may or may not have taken effect"
                        + (cause == null ? "" : " (" + cause + ")"),
                cause);
    }

    /** Where something happened, in messages. */
    final String place() {
        return "in job '" + name() + "'";
    }

    /** What the job is called in messages. */
    final String title() {
        return "job '" + name() + "' of worker '" + side.workerName() + "'";
    }

    @Override
    public final String toString() {
        return "the answer of " + title();
    }

    private static VarHandle time(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(JobTicket.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
