package dev.oneshot.autoconfigure.health;

import dev.oneshot.worker.WorkerSnapshot;
import dev.oneshot.worker.WorkerState;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How one worker is, judged from its snapshot: a check never waits in the worker's queue.
 *
 * <p>DOWN when the worker is stopped, when it has had no connection for longer than
 * {@code oneshot.health.max-disconnected}, or when its oldest job has waited for longer than
 * {@code oneshot.health.max-wait}; the latter two also when they are true of the readers, of all of them and of their
 * queue. Otherwise UP.
 */
final class WorkerHealthIndicator implements HealthIndicator {

    private final Supplier<WorkerSnapshot> worker;
    private final HealthProperties properties;

    WorkerHealthIndicator(Supplier<WorkerSnapshot> worker, HealthProperties properties) {
        this.worker = worker;
        this.properties = properties;
    }

    @Override
    public Health health() {
        WorkerSnapshot now = worker.get();
        WorkerSnapshot.Queue queue = now.queue();
        WorkerSnapshot.Connection connection = now.connection();
        Health.Builder health = isDown(now) ? Health.down() : Health.up();
        health.withDetail("state", now.state())
                .withDetail("connected", connection.connected())
                .withDetail("sinceMillis", connection.since().toMillis())
                .withDetail("reconnects", connection.reconnects())
                .withDetail("queued", queue.size())
                .withDetail("capacity", queue.capacity())
                .withDetail("oldestWaitMillis", queue.oldestWait().toMillis());
        WorkerSnapshot.Running running = now.running();
        if (running != null) {
            health.withDetail("job", running.job())
                    .withDetail("jobAgeMillis", running.age().toMillis());
        }
        tellFailure(health, "lastFailure", connection);
        if (now.readers() != null) {
            tellReaders(health, now.readers());
        }
        return health.build();
    }

    private static void tellReaders(Health.Builder health, WorkerSnapshot.Readers readers) {
        List<WorkerSnapshot.Reader> seats = readers.seats();
        health.withDetail("readers", seats.size())
                .withDetail(
                        "readersConnected",
                        seats.stream()
                                .filter(reader -> reader.connection().connected())
                                .count())
                .withDetail("readersQueued", readers.queue().size())
                .withDetail(
                        "readersOldestWaitMillis", readers.queue().oldestWait().toMillis());
        seats.stream()
                .map(WorkerSnapshot.Reader::connection)
                .filter(connection -> !connection.connected())
                .findFirst()
                .ifPresent(connection -> tellFailure(health, "readersLastFailure", connection));
    }

    private static void tellFailure(Health.Builder health, String name, WorkerSnapshot.Connection connection) {
        Throwable failure = connection.lastFailure();
        if (failure != null) {
            health.withDetail(name, failure.toString());
        }
    }

    private boolean isDown(WorkerSnapshot now) {
        WorkerSnapshot.Readers readers = now.readers();
        return now.state() == WorkerState.STOPPED
                || isGone(now.connection())
                || isLate(now.queue())
                || (readers != null
                        && (isLate(readers.queue())
                                || readers.seats().stream().allMatch(reader -> isGone(reader.connection()))));
    }

    private boolean isGone(WorkerSnapshot.Connection connection) {
        return !connection.connected() && connection.since().compareTo(properties.maxDisconnected()) > 0;
    }

    private boolean isLate(WorkerSnapshot.Queue queue) {
        return queue.oldestWait().compareTo(properties.maxWait()) > 0;
    }
}
