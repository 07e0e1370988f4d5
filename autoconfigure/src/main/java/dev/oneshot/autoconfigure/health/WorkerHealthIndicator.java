package dev.oneshot.autoconfigure.health;

import dev.oneshot.worker.WorkerSnapshot;
import dev.oneshot.worker.WorkerState;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How one worker is, judged from its snapshot: a check never waits in the worker's queue.
 *
 * <p>DOWN when the worker is stopped, when it has had no connection for longer than
 * {@code oneshot.health.max-disconnected}, or when its oldest job has waited for longer than
 * {@code oneshot.health.max-wait}; otherwise UP.
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
        Throwable lastFailure = connection.lastFailure();
        if (lastFailure != null) {
            health.withDetail("lastFailure", lastFailure.toString());
        }
        return health.build();
    }

    private boolean isDown(WorkerSnapshot now) {
        WorkerSnapshot.Connection connection = now.connection();
        return now.state() == WorkerState.STOPPED
                || (!connection.connected() && connection.since().compareTo(properties.maxDisconnected()) > 0)
                || now.queue().oldestWait().compareTo(properties.maxWait()) > 0;
    }
}
