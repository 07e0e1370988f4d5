package dev.oneshot.autoconfigure.endpoint;

import dev.oneshot.OneshotCounts;
import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.worker.OneshotWorkers;
import dev.oneshot.worker.ConnectionWorker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Tells what the runtime and its workers are doing now. It reads snapshots, and so never waits for a worker. */
@Endpoint(id = "oneshot")
public final class OneshotEndpoint implements SmartInitializingSingleton {

    private final PollCounter polls;
    private final OneshotFactory oneshots;
    private final OneshotWorkers workers;
    private final Map<String, RecentBatches> batches = new ConcurrentHashMap<>();

    OneshotEndpoint(PollCounter polls, OneshotFactory oneshots, OneshotWorkers workers) {
        this.polls = polls;
        this.oneshots = oneshots;
        this.workers = workers;
    }

    /** Begins to watch the batches; not earlier, since it takes the workers. */
    @Override
    public void afterSingletonsInstantiated() {
        workers.all().forEach(this::batchesOf);
    }

    private RecentBatches batchesOf(ConnectionWorker<?> worker) {
        return batches.computeIfAbsent(worker.name(), name -> {
            RecentBatches watching = new RecentBatches();
            worker.addListener(watching);
            return watching;
        });
    }

    /**
     * Takes the moment's picture.
     *
     * @return what is going on
     */
    @ReadOperation
    public Report report() {
        return new Report(
                new Polls(polls.polls(), polls.pendings(), polls.completions(), polls.wakes()),
                oneshots.counts(),
                workers.all().stream()
                        .map(worker -> WorkerReport.of(worker, batchesOf(worker)))
                        .toList());
    }

    /**
     * What is going on.
     *
     * @param polls the polls of all drivers so far
     * @param channels the channels so far, by how they ended
     * @param workers every worker of the application
     */
    public record Report(Polls polls, OneshotCounts channels, List<WorkerReport> workers) {}

    /**
     * The polls of all drivers so far.
     *
     * @param polls how many
     * @param pendings those that found the value not there yet
     * @param completions those that ended a future
     * @param wakes the calls of wakers
     */
    public record Polls(long polls, long pendings, long completions, long wakes) {}
}
