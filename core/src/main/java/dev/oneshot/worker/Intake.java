package dev.oneshot.worker;

import dev.oneshot.internal.ChannelCounter;
import dev.oneshot.runner.BlockOnInterruptedException;
import dev.oneshot.runner.BlockOnTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets jobs in: into the queue, or past it if the caller can run its job itself; and refuses those for which there is no room. */
final class Intake<C> {

    private final Side<C> side;
    private final WorkerBuilder<C> settings;
    private final JobQueue<C> queue;
    private final Timekeeper<C> timekeeper;
    private final Lending<C> lending;
    private final ChannelCounter channels;

    /** Whether connections are lent to callers that come alone, and whether to callers that have waited. */
    private final boolean lends;

    private final boolean invites;

    Intake(Side<C> side, boolean lends, boolean invites) {
        this.side = side;
        this.settings = side.settings();
        this.queue = side.queue();
        this.timekeeper = side.timekeeper();
        this.lending = side.lending();
        this.channels = side.channels();
        this.lends = lends;
        this.invites = invites;
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
            submitted.ownTurn = new OwnTurn<>(lending, submitted);
        }
        if (lends && lending.ranAtOnce(submitted)) {
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

    /** As {@link #submit}, to a place that was granted before. */
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

    private <R extends @Nullable Object> QueuedJob<C, R> queued(Job<C, R> written, Job<C, R> body, JobOptions options) {
        Objects.requireNonNull(body, "job");
        // The decorator comes first: if it throws, no channel has been opened that nobody would complete.
        Job<C, R> decorated = Objects.requireNonNull(settings.decorator.decorate(body), "decorated job");
        return new QueuedJob<>(side, written, decorated, options);
    }

    private JobQueue.Admission awaitPlace(QueuedJob<C, ?> job) {
        long patience = Math.min(Durations.nanos(settings.admissionTimeout), job.deadlineNanos());
        try {
            settings.runner.blockOn(new Reservation<>(side), Duration.ofNanos(patience));
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

    private void admit(QueuedJob<C, ?> job, JobQueue.Admission admission) {
        switch (admission) {
            case ACCEPTED -> timekeeper.watchNew(job);
            case FULL -> throw refused(job, side.refusals().full(job.name()));
            case CLOSED -> throw refused(job, side.refusals().notRunning());
        }
    }

    private static WorkerException refused(QueuedJob<?, ?> job, WorkerException reason) {
        job.fail(JobOutcome.REFUSED, reason);
        return reason;
    }
}
