package dev.oneshot.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the pictures that {@link ConnectionWorker#snapshot} hands out. */
final class Snapshots {

    private Snapshots() {}

    static <C> WorkerSnapshot of(
            WorkerBuilder<C> settings, WorkerLifecycle.Phase phase, Side<C> writer, @Nullable Side<C> readers) {
        Seat<C> seat = writer.seats().get(0);
        WorkerSnapshot.Running running = running(seat);
        return new WorkerSnapshot(
                settings.name,
                state(phase, seat.link().isOpen(), running != null),
                queue(writer),
                running,
                seat.link().snapshot(),
                readers == null ? null : readers(readers));
    }

    private static WorkerState state(WorkerLifecycle.Phase phase, boolean connected, boolean running) {
        return switch (phase) {
            case STOPPED -> WorkerState.STOPPED;
            case STOPPING -> WorkerState.STOPPING;
            case RUNNING -> !connected ? WorkerState.CONNECTING : running ? WorkerState.RUNNING : WorkerState.IDLE;
        };
    }

    private static WorkerSnapshot.Queue queue(Side<?> side) {
        QueueDepth depth = side.queue().depth();
        return new WorkerSnapshot.Queue(
                depth.size(), depth.sizes(), side.settings().queueCapacity, Duration.ofNanos(depth.oldestWaitNanos()));
    }

    private static <C> WorkerSnapshot.@Nullable Running running(Seat<C> seat) {
        QueuedJob<C, ?> job = seat.running();
        return job == null ? null : new WorkerSnapshot.Running(job.name(), Duration.ofNanos(job.ranNanos()));
    }

    private static <C> WorkerSnapshot.Readers readers(Side<C> side) {
        List<WorkerSnapshot.Reader> readers = new ArrayList<>();
        for (Seat<C> seat : side.seats()) {
            readers.add(new WorkerSnapshot.Reader(running(seat), seat.link().snapshot()));
        }
        return new WorkerSnapshot.Readers(queue(side), readers);
    }
}
