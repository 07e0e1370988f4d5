package dev.oneshot.worker;

import dev.oneshot.internal.ChannelCounter;
import dev.oneshot.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One queue and the seats that serve it: the writer's side of a worker has one seat, the readers' side has several.
 *
 * <p>What such a side does has a class for each part: {@link Intake} lets jobs in, {@link Lending} lends connections to their
 * callers, {@link Timekeeper} ends them at their deadlines, {@link Refusals} finds the words for those that are not let in.
 */
final class Side<C> {

    private final WorkerBuilder<C> settings;
    private final JobLedger ledger;
    private final ChannelCounter channels;
    private final long deadlineNanos;
    private final GroupSize groupSize;
    private final BriefWait briefWait;
    private final JobQueue<C> queue;
    private final List<Seat<C>> seats = new ArrayList<>();
    private final Timekeeper<C> timekeeper;
    private final Refusals<C> refusals;
    private final Lending<C> lending;
    private final Intake<C> intake;

    /** Whether callers wait for their answers before they sleep; not where they are invited to run their jobs. */
    private final boolean waitsBriefly;

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
        this.groupSize = new GroupSize(maxGroup);
        this.briefWait = new BriefWait(settings.letOthersRun);
        this.queue = new JobQueue<>(settings.queueCapacity, mostInvited, briefWait);
        this.refusals = new Refusals<>(settings, queue, seats);
        this.timekeeper = new Timekeeper<>(queue, seats, refusals, settings.timer);
        this.lending = new Lending<>(queue, timekeeper, settings.timer);
        boolean lends = settings.lendToCallers && settings.pacing.isZero() && !connector.threadBound();
        boolean invites = lends && mostInvited > 0;
        this.waitsBriefly = !invites;
        this.intake = new Intake<>(this, lends, invites);
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

    Timekeeper<C> timekeeper() {
        return timekeeper;
    }

    Refusals<C> refusals() {
        return refusals;
    }

    Lending<C> lending() {
        return lending;
    }

    Intake<C> intake() {
        return intake;
    }

    GroupSize groupSize() {
        return groupSize;
    }

    List<Seat<C>> seats() {
        return seats;
    }

    /** Lets jobs in. */
    void open() {
        refusals.opening();
        queue.open();
    }

    /** Lets no more jobs in; those that are in can be finished. */
    void close() {
        queue.close();
        seats.forEach(Seat::retire);
    }

    /** Says that nobody is left to finish anything. */
    void ended() {
        refusals.ended();
        timekeeper.callOff();
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

    /** Whether the answer of a job that the calling thread has handed over came while it waited for a moment. */
    boolean broughtAnswer(QueuedJob<C, ?> job) {
        groupSize.callerWaits(VirtualThreads.isCurrent());
        return waitsBriefly && briefWait.bringsAnswer(job, queue.company());
    }

    /** The caller of this job has gone. */
    void cancel(QueuedJob<C, ?> job) {
        job.cancel();
        if (job.isEnded()) {
            queue.remove(job);
        }
    }

    /** How long a job with these options has. */
    long deadlineNanos(JobOptions options) {
        Duration own = options.deadline();
        return own == null ? deadlineNanos : Durations.nanos(own);
    }
}
