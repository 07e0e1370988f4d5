package dev.oneshot.worker;

import java.util.List;

/** What callers are told who are not let in, with the numbers that an operator would ask for. */
final class Refusals<C> {

    private final WorkerBuilder<C> settings;
    private final JobQueue<C> queue;
    private final List<Seat<C>> seats;

    /** Why the queue is closed, whenever it is. */
    private volatile String whyClosed = "is not running: it has not been started yet";

    Refusals(WorkerBuilder<C> settings, JobQueue<C> queue, List<Seat<C>> seats) {
        this.settings = settings;
        this.queue = queue;
        this.seats = seats;
    }

    /** The queue is about to open; when it closes next, jobs are still being finished. */
    void opening() {
        whyClosed = "is stopping";
    }

    /** Nobody is left to finish anything. */
    void ended() {
        whyClosed = "is not running: it has been stopped";
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
        StringBuilder activities = new StringBuilder();
        for (Seat<C> seat : seats) {
            activities.append(", ").append(seat.activity());
        }
        return new QueueFullException(
                settings.name,
                "refused job '" + job + "': queue full (queued=" + depth.size() + ", capacity=" + settings.queueCapacity
                        + ", oldest waits " + Durations.text(depth.oldestWaitNanos()) + activities + ")");
    }
}
