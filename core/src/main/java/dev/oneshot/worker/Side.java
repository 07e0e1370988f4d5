package dev.oneshot.worker;

import dev.oneshot.internal.ChannelCounter;
import dev.oneshot.runner.BlockOnInterruptedException;
import dev.oneshot.runner.BlockOnTimeoutException;
import dev.oneshot.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One queue and the seats that serve it: the writer's side of a worker has one seat, the readers' side has several.
 *
 * <p>Lets jobs in, starts the clock of their deadlines, and takes them back when the caller has gone.
 */
final class Side<C> {

    private static final Logger LOG = System.getLogger(Side.class.getName());

    private final WorkerBuilder<C> settings;
    private final JobLedger ledger;
    private final ChannelCounter channels;
    private final long deadlineNanos;
    private final int maxGroup;
    private final boolean lends;
    private final boolean invites;
    private final JobQueue<C> queue;
    private final Deadlines deadlines;
    private final List<Seat<C>> seats = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean opened;

    /** The writer's side. */
    static <C> Side<C> writer(WorkerBuilder<C> settings, JobLedger ledger) {
        Side<C> side = new Side<>(settings, settings.connector, ledger, settings.maxGroup, 0);
        side.addSeat(settings.name, settings.connector);
        return side;
    }

    /**
     * The readers' side. Its jobs never share a transaction: one that joined late would read an older state than its
     * caller may know of. So nothing is lost if callers run their jobs by themselves, as long as no more of them wait than
     * there are readers.
     */
    static <C> Side<C> readers(WorkerBuilder<C> settings, Connector<C> connector, JobLedger ledger) {
        Side<C> side = new Side<>(settings, connector, ledger.ofReaders(), 1, settings.readers);
        for (int reader = 1; reader <= settings.readers; reader++) {
            side.addSeat(settings.name + "-reader-" + reader, connector);
        }
        return side;
    }

    private Side(WorkerBuilder<C> settings, Connector<C> connector, JobLedger ledger, int maxGroup, int mostInvited) {
        this.settings = settings;
        this.ledger = ledger;
        this.channels = ChannelCounter.of(settings.oneshots);
        this.deadlineNanos = Durations.nanos(settings.deadline);
        this.maxGroup = maxGroup;
        this.lends = settings.lendToCallers && settings.pacing.isZero() && !connector.threadBound();
        this.invites = lends && mostInvited > 0;
        this.queue = new JobQueue<>(settings.queueCapacity, mostInvited);
        this.deadlines = new Deadlines(settings.timer, this::expireOverdue);
    }

    private void addSeat(String name, Connector<C> connector) {
        seats.add(new Seat<>(this, name, new Link<>(name, connector, settings)));
    }

    WorkerBuilder<C> settings() {
        return settings;
    }

    String workerName() {
        return settings.name;
    }

    Timer timer() {
        return settings.timer;
    }

    /** Counts the answers' channels. */
    ChannelCounter channels() {
        return channels;
    }

    JobLedger ledger() {
        return ledger;
    }

    JobQueue<C> queue() {
        return queue;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    int maxGroup() {
        return maxGroup;
    }

    List<Seat<C>> seats() {
        return seats;
    }

    /** Lets jobs in. */
    void open() {
        opened = true;
        running = true;
        queue.open();
    }

    /** Lets no more jobs in; those that are in can be finished. */
    void close() {
        queue.close();
        seats.forEach(Seat::retire);
    }

    /** Says that nobody is left to finish anything. */
    void ended() {
        running = false;
        deadlines.callOff();
    }

    /** Takes all jobs out and answers them with the reason. */
    void abandonQueue(WorkerException reason) {
        queue.drain().forEach(job -> job.abandon(reason));
    }

    boolean isCurrentThread() {
        for (Seat<C> seat : seats) {
            if (seat.isCurrentThread()) {
                return true;
            }
        }
        return false;
    }

    <R extends @Nullable Object> QueuedJob<C, R> submit(Job<C, R> job, JobOptions options) {
        return submit(job, job, options);
    }

    /** As the other, with a job that is known by the class in which it was written, and runs the body, which may be more. */
    <R extends @Nullable Object> QueuedJob<C, R> submit(Job<C, R> written, Job<C, R> body, JobOptions options) {
        QueuedJob<C, R> submitted = queued(written, body, options);
        channels.created();
        admit(submitted, queue.offer(submitted));
        return submitted;
    }

    /**
     * As {@link #submit}, for a caller that blocks: it may run the job itself if the connection is idle, or else waits until
     * there is a place, though not beyond its patience. If the job has a turn of its own, that is what is to be driven.
     *
     * <p>A virtual thread has none: it costs little to wake, and one that never waits would keep its carrier from others.
     */
    <R extends @Nullable Object> QueuedJob<C, R> submitBlocking(Job<C, R> job, JobOptions options) {
        QueuedJob<C, R> submitted = queued(job, job, options);
        if (invites && queue.isCalm() && !VirtualThreads.isCurrent()) {
            submitted.ownTurn = new OwnTurn<>(this, submitted);
        }
        if (ranOnLoan(submitted)) {
            return submitted;
        }
        channels.created();
        JobQueue.Admission admission = queue.offer(submitted);
        if (admission == JobQueue.Admission.FULL && !settings.admissionTimeout.isZero()) {
            admission = awaitPlace(submitted);
        }
        admit(submitted, admission);
        return submitted;
    }

    /** Runs the job on this thread, with the idle connection; false if that is not possible now. */
    private boolean ranOnLoan(QueuedJob<C, ?> job) {
        // A thread that comes interrupted is told so by blockOn, before anything has been done.
        Loan<C> loan = lends && !Thread.currentThread().isInterrupted() ? queue.borrow(job) : null;
        if (loan == null) {
            return false;
        }
        WorkerLoop<C> loop = loan.bench().loop();
        try {
            if (!loop.canLend(job.submittedAt())) {
                return false;
            }
            job.lent(loop.loanCounts());
            watch(job);
            loop.turnOnLoan(loan, job.submittedAt());
            return true;
        } finally {
            queue.giveBack(loan, loop.needsCare());
        }
    }

    /** Runs a job that waits here on its caller's thread, the current one, if it is its turn and a connection idle. */
    boolean ranInTurn(QueuedJob<C, ?> job) {
        // A thread that was interrupted meanwhile is told so by blockOn.
        Loan<C> loan = Thread.currentThread().isInterrupted() ? null : queue.letIn(job);
        if (loan == null) {
            return false;
        }
        WorkerLoop<C> loop = loan.bench().loop();
        long now = settings.timer.nanoTime();
        boolean usable = loop.canLend(now);
        try {
            if (usable) {
                loop.turnOnLoan(loan, now);
            } else {
                loop.decline(job);
            }
            return usable;
        } finally {
            queue.giveBack(loan, !usable || loop.needsCare());
        }
    }

    private JobQueue.Admission awaitPlace(QueuedJob<C, ?> job) {
        long patience = Math.min(Durations.nanos(settings.admissionTimeout), job.deadlineNanos());
        try {
            settings.runner.blockOn(new Reservation<>(this), Duration.ofNanos(patience));
            return queue.fill(job);
        } catch (BlockOnTimeoutException e) {
            return JobQueue.Admission.FULL;
        } catch (WorkerStoppedException e) {
            return JobQueue.Admission.CLOSED;
        } catch (BlockOnInterruptedException e) {
            job.close();
            throw e;
        }
    }

    <R extends @Nullable Object> QueuedJob<C, R> submitReserved(Job<C, R> job, JobOptions options) {
        QueuedJob<C, R> submitted;
        try {
            submitted = queued(job, job, options);
        } catch (Throwable failure) {
            queue.giveBack();
            throw failure;
        }
        channels.created();
        admit(submitted, queue.fill(submitted));
        return submitted;
    }

    void cancel(QueuedJob<C, ?> job) {
        job.cancel();
        if (job.isEnded()) {
            queue.remove(job);
        }
    }

    WorkerStoppedException notRunning() {
        return new WorkerStoppedException(
                settings.name,
                running
                        ? "is stopping"
                        : opened
                                ? "is not running: it has been stopped"
                                : "is not running: it has not been started yet");
    }

    IllegalStateException selfAsk() {
        return new IllegalStateException("worker '" + settings.name
                + "': a job of this worker cannot wait for another job of the same worker, since only this thread could"
                + " run it. Use the connection at hand, or submit the job and return without waiting.");
    }

    /** Why a job is refused by a full queue, with the numbers that an operator would ask for. */
    QueueFullException full(String job) {
        JobQueue.Depth depth = queue.depth();
        StringBuilder activities = new StringBuilder();
        for (Seat<C> seat : seats) {
            activities.append(", ").append(seat.activity());
        }
        return new QueueFullException(
                settings.name,
                "refused job '" + job + "': queue full (queued=" + depth.size() + ", capacity=" + settings.queueCapacity
                        + ", oldest waits " + Durations.text(depth.oldestWaitNanos()) + activities + ")");
    }

    private <R extends @Nullable Object> QueuedJob<C, R> queued(Job<C, R> written, Job<C, R> body, JobOptions options) {
        Objects.requireNonNull(body, "job");
        // The decorator comes first: if it throws, no channel has been opened that nobody would complete.
        Job<C, R> decorated = Objects.requireNonNull(settings.decorator.decorate(body), "decorated job");
        return new QueuedJob<>(this, written, decorated, options);
    }

    private void admit(QueuedJob<C, ?> job, JobQueue.Admission admission) {
        switch (admission) {
            case ACCEPTED -> watch(job);
            case FULL -> throw refused(job, full(job.name()));
            case CLOSED -> throw refused(job, notRunning());
        }
    }

    /** How long a job with these options has. */
    long deadlineNanos(JobOptions options) {
        Duration own = options.deadline();
        return own == null ? deadlineNanos : Durations.nanos(own);
    }

    private void watch(QueuedJob<C, ?> job) {
        try {
            deadlines.watch(job);
        } catch (Throwable failure) {
            // The caller gets no receiver, so its job must not run unheard.
            queue.remove(job);
            job.fail(JobOutcome.FAILED, failure);
            throw failure;
        }
    }

    /** Ends all jobs whose time is over, wherever they are, and sees to the deadlines of the others. */
    private void expireOverdue() {
        List<QueuedJob<C, ?>> open = new ArrayList<>(queue.jobs());
        // Looked at later than the queue: the way of a job goes from there to here.
        seats.forEach(seat -> open.addAll(seat.held()));
        for (QueuedJob<C, ?> job : open) {
            try {
                expireIfOverdue(job);
            } catch (Throwable e) {
                // The deadlines of the others are not to suffer from it.
                LOG.log(Level.WARNING, job.title() + ": its deadline could not be seen to", e);
            }
        }
    }

    private void expireIfOverdue(QueuedJob<C, ?> job) {
        if (deadlines.isOver(job)) {
            // The place is free before the caller is told, who may want it for the next attempt.
            queue.remove(job);
            job.expire();
        } else if (!job.isEnded()) {
            deadlines.watch(job);
        }
    }

    private static WorkerException refused(QueuedJob<?, ?> job, WorkerException reason) {
        job.fail(JobOutcome.REFUSED, reason);
        return reason;
    }
}
