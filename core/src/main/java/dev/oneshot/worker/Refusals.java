package dev.oneshot.worker;

import java.util.List;
import java.util.stream.Collectors;

/** What callers are told who are not let in, or not served in time, with what an operator would ask for. */
final class Refusals<C> {

    private final WorkerBuilder<C> settings;
    private final JobQueue<C> queue;
    private final List<Seat<C>> seats;
    private final RefusalLog log;

    /** Why the queue is closed, whenever it is. */
    private volatile String whyClosed = "is not running: it has not been started yet";

    Refusals(WorkerBuilder<C> settings, JobQueue<C> queue, List<Seat<C>> seats) {
        this.settings = settings;
        this.queue = queue;
        this.seats = seats;
        this.log = new RefusalLog(settings.timer);
    }

    /** The queue is about to open; when it closes next, jobs are still being finished. */
    void opening() {
        whyClosed = "is stopping";
    }

    /** Nobody is left to finish anything. */
    void ended() {
        whyClosed = "is not running: it has been stopped";
        log.close();
    }

    WorkerStoppedException notRunning() {
        return new WorkerStoppedException(settings.name, whyClosed);
    }

    IllegalStateException selfAsk() {
        return new IllegalStateException("worker '" + settings.name
                + "': a job of this worker cannot wait for another job of the same worker, since only this thread could"
                + " run it. Use the connection at hand, or submit the job and return without waiting.");
    }

    QueueFullException full(String job) {
        QueueDepth depth = queue.depth();
        QueueFullException refusal = new QueueFullException(
                settings.name,
                "refused job '" + job + "': queue full (queued=" + depth.size() + ", capacity=" + settings.queueCapacity
                        + ", oldest waits " + Durations.text(depth.oldestWaitNanos()) + ", " + activities() + ")");
        log.refused(String.valueOf(refusal.getMessage()));
        return refusal;
    }

    /** What those who serve the queue are doing. */
    String activities() {
        return seats.stream().map(Seat::activity).collect(Collectors.joining(", "));
    }
}
