package dev.oneshot.autoconfigure.endpoint;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Priority;
import dev.oneshot.worker.WorkerSnapshot;
import dev.oneshot.worker.WorkerState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One worker as the endpoint shows it.
 *
 * @param name its name
 * @param state where it stands
 * @param queue the jobs that wait
 * @param running the job that holds the connection, null if none does
 * @param connection how the connection has fared
 * @param transactions what the transactions came to
 * @param readers the connections for jobs that only read, null if there are none
 */
public record WorkerReport(
        String name,
        WorkerState state,
        Queue queue,
        @Nullable Running running,
        Connection connection,
        Transactions transactions,
        @Nullable Readers readers) {

    /**
     * The jobs that wait.
     *
     * @param size how many there are
     * @param lanes how many of each priority
     * @param capacity how many there may be
     * @param oldestWaitMillis how long the first of them has waited
     */
    public record Queue(int size, Map<String, Integer> lanes, int capacity, long oldestWaitMillis) {

        static Queue of(WorkerSnapshot.Queue queue) {
            Map<String, Integer> lanes = new TreeMap<>();
            queue.lanes().forEach((lane, jobs) -> lanes.put(name(lane), jobs));
            return new Queue(
                    queue.size(), lanes, queue.capacity(), queue.oldestWait().toMillis());
        }

        private static String name(Priority lane) {
            return lane.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The job that holds the connection.
     *
     * @param job its name
     * @param ageMillis how long it has been running
     */
    public record Running(String job, long ageMillis) {

        static @Nullable Running of(WorkerSnapshot.@Nullable Running running) {
            return running == null
                    ? null
                    : new Running(running.job(), running.age().toMillis());
        }
    }

    /**
     * How the connection has fared.
     *
     * @param connected whether there is one
     * @param sinceMillis how long it has been so
     * @param reconnects how often a lost one was replaced
     * @param lastFailure what last broke it or kept it from opening, null if nothing did
     */
    public record Connection(
            boolean connected,
            long sinceMillis,
            long reconnects,
            @Nullable String lastFailure) {

        static Connection of(WorkerSnapshot.Connection connection) {
            Throwable failure = connection.lastFailure();
            return new Connection(
                    connection.connected(),
                    connection.since().toMillis(),
                    connection.reconnects(),
                    failure == null ? null : failure.toString());
        }
    }

    /**
     * What the transactions came to, those of readers aside.
     *
     * @param commits how many were committed
     * @param rollbacks how many jobs were undone
     * @param recentBatches how many jobs each of the latest commits made final, the latest last
     */
    public record Transactions(long commits, long rollbacks, List<Integer> recentBatches) {}

    /**
     * The connections for jobs that only read.
     *
     * @param queue the jobs that wait for one of them
     * @param connections each of them
     */
    public record Readers(Queue queue, List<Reader> connections) {

        static @Nullable Readers of(WorkerSnapshot.@Nullable Readers readers) {
            return readers == null
                    ? null
                    : new Readers(
                            Queue.of(readers.queue()),
                            readers.seats().stream().map(Reader::of).toList());
        }
    }

    /**
     * One connection for reading.
     *
     * @param running the job that holds it, null if none does
     * @param connection how it has fared
     */
    public record Reader(@Nullable Running running, Connection connection) {

        static Reader of(WorkerSnapshot.Reader reader) {
            return new Reader(Running.of(reader.running()), Connection.of(reader.connection()));
        }
    }

    static WorkerReport of(ConnectionWorker<?> worker, RecentBatches batches) {
        WorkerSnapshot now = worker.snapshot();
        return new WorkerReport(
                now.name(),
                now.state(),
                Queue.of(now.queue()),
                Running.of(now.running()),
                Connection.of(now.connection()),
                new Transactions(worker.commits(), worker.rollbacks(), batches.sizes()),
                Readers.of(now.readers()));
    }
}
