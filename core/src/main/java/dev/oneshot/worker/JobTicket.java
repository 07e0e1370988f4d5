package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import org.jspecify.annotations.Nullable;

/** What is known of one job besides its work: name, worker, times; and the messages that are made of them. */
final class JobTicket {

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

    private final String worker;
    private final String name;
    private final JobLedger ledger;
    private final Timer timer;
    private final long submittedAt;
    private final long deadlineNanos;
    /** Written before {@link #began} is. */
    private long beganAt;

    private volatile boolean began;

    /** Written before {@link #returned} is. */
    private long returnedAt;

    private volatile boolean returned;

    /** A ticket whose job has so many nanoseconds from now on, {@link Deadlines#NONE} for ever. */
    JobTicket(String worker, String name, JobLedger ledger, Timer timer, long deadlineNanos) {
        this.worker = worker;
        this.name = name;
        this.ledger = ledger;
        this.timer = timer;
        this.submittedAt = timer.nanoTime();
        this.deadlineNanos = deadlineNanos;
    }

    /** The name that was given, or else the class that the job was written in. */
    static String nameOf(@Nullable String given, Job<?, ?> job) {
        return given == null ? CLASS_NAMES.get(job.getClass()) : given;
    }

    String name() {
        return name;
    }

    /** When the job came, by the timer's clock. */
    long submittedAt() {
        return submittedAt;
    }

    /** Whether the deadline has passed, also where no timer has come to tell so yet. */
    boolean isOverdue(long now) {
        return now - submittedAt >= deadlineNanos;
    }

    void began(long now) {
        // The time may be that at which the one before it returned, and this one have come since.
        beganAt = now - submittedAt < 0 ? submittedAt : now;
        began = true;
    }

    /** The job waits again, as if it had never begun. */
    void waitsAgain() {
        began = false;
        returned = false;
    }

    /** The body has come to its end, now; what follows is the commit, and the answer. */
    void returned(long now) {
        returnedAt = now;
        returned = true;
    }

    void ended(JobOutcome outcome) {
        ledger.jobEnded(name, outcome, waitedNanos(), began && returned ? returnedAt - beganAt : ranNanos());
    }

    /** When the job's time is over, in nanoseconds since an origin that was before it came. */
    long deadline(long origin) {
        long came = submittedAt - origin;
        return deadlineNanos < Deadlines.NONE - came ? came + deadlineNanos : Deadlines.NONE;
    }

    long waitedNanos() {
        return (began ? beganAt : timer.nanoTime()) - submittedAt;
    }

    long ranNanos() {
        return began ? timer.nanoTime() - beganAt : 0;
    }

    DeadlineExceededException expiredWaiting() {
        return new DeadlineExceededException(
                worker,
                "did not come to job '" + name + "' in time: it waited " + Durations.text(waitedNanos())
                        + " and never touched the connection");
    }

    DeadlineExceededException expiredRunning(boolean undoable) {
        return new DeadlineExceededException(
                worker,
                "did not finish job '" + name + "' in time: it waited " + Durations.text(waitedNanos()) + ", ran "
                        + Durations.text(ranNanos())
                        + (undoable ? ", and is rolled back" : ", and what it has done until then stays"));
    }

    RolledBackException rolledBack(Throwable cause) {
        return new RolledBackException(
                worker,
                "rolled back job '" + name
                        + "': the transaction that it shared with other jobs was lost before the commit,"
                        + " so it has not taken effect (" + cause + ")",
                cause);
    }

    OutcomeUnknownException outcomeUnknown(String what, @Nullable Throwable cause) {
        return new OutcomeUnknownException(
                worker,
                what + " '" + name + "' after " + Durations.text(ranNanos()) + ": it may or may not have taken effect"
                        + (cause == null ? "" : " (" + cause + ")"),
                cause);
    }

    @Override
    public String toString() {
        return "job '" + name + "' of worker '" + worker + "'";
    }
}
