package dev.oneshot.autoconfigure.endpoint;

import dev.oneshot.worker.WorkerSnapshot;
import dev.oneshot.worker.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * One worker as the endpoint shows it.
 *
 * @param name its name
 * @param state where it stands
 * @param queue the jobs that wait
 * @param running the job that holds the connection, absent if none does
 * @param connection how the connection has fared
 */
public record WorkerReport(
        String name,
        WorkerState state,
        Queue queue,
        @Nullable Running running,
        Connection connection) {

    /**
     * The jobs that wait.
     *
     * @param size how many there are
     * @param capacity how many there may be
     * @param oldestWaitMillis how long the first of them has waited
     */
    public record Queue(int size, int capacity, long oldestWaitMillis) {}

    /**
     * The job that holds the connection.
     *
     * @param job its name
     * @param ageMillis how long it has been running
     */
    public record Running(String job, long ageMillis) {}

    /**
     * How the connection has fared.
     *
     * @param connected whether there is one
     * @param sinceMillis how long it has been so
     * @param reconnects how often a lost one was replaced
     * @param lastFailure what last broke it or kept it from opening, absent if nothing did
     */
    public record Connection(
            boolean connected,
            long sinceMillis,
            long reconnects,
            @Nullable String lastFailure) {}

    static WorkerReport of(WorkerSnapshot now) {
        WorkerSnapshot.Queue queue = now.queue();
        WorkerSnapshot.Running running = now.running();
        WorkerSnapshot.Connection connection = now.connection();
        Throwable lastFailure = connection.lastFailure();
        return new WorkerReport(
                now.name(),
                now.state(),
                new Queue(queue.size(), queue.capacity(), queue.oldestWait().toMillis()),
                running == null
                        ? null
                        : new Running(running.job(), running.age().toMillis()),
                new Connection(
                        connection.connected(),
                        connection.since().toMillis(),
                        connection.reconnects(),
                        lastFailure == null ? null : lastFailure.toString()));
    }
}
