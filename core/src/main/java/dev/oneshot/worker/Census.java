package dev.oneshot.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts into words and numbers how a worker's queue, job and connection stand. */
final class Census<C> {

    private final WorkerBuilder<C> settings;
    private final JobQueue<C> queue;
    private final Link<C> link;

    Census(WorkerBuilder<C> settings, JobQueue<C> queue, Link<C> link) {
        this.settings = settings;
        this.queue = queue;
        this.link = link;
    }

    WorkerSnapshot snapshot(WorkerState state, @Nullable QueuedJob<C, ?> running) {
        JobQueue.Depth depth = queue.depth();
        return new WorkerSnapshot(
                settings.name,
                state,
                new WorkerSnapshot.Queue(
                        depth.size(), settings.queueCapacity, Duration.ofNanos(depth.oldestWaitNanos())),
                running == null
                        ? null
                        : new WorkerSnapshot.Running(
                                running.ticket().name(),
                                Duration.ofNanos(running.ticket().ranNanos())),
                link.snapshot());
    }

    /** Why a job is refused by a full queue, with the numbers that an operator would ask for. */
    String queueFull(String job, @Nullable QueuedJob<C, ?> running) {
        JobQueue.Depth depth = queue.depth();
        return "refused job '" + job + "': queue full (queued=" + depth.size() + ", capacity=" + settings.queueCapacity
                + ", oldest waits " + Durations.text(depth.oldestWaitNanos()) + ", " + activity(running) + ")";
    }

    String activity(@Nullable QueuedJob<C, ?> running) {
        if (running != null) {
            return "running '" + running.ticket().name() + "' for "
                    + Durations.text(running.ticket().ranNanos());
        }
        if (link.isOpen()) {
            return "between two jobs";
        }
        Throwable failure = link.lastFailure();
        return failure == null ? "not connected yet" : "not connected: " + failure;
    }
}
