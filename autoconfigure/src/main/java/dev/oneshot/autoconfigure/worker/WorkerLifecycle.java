package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.ConnectionWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers before the web server accepts requests, and stops them, all at once, after it has drained.
 *
 * <p>It may be stopped and started again, as happens when a test pauses its application context.
 */
final class WorkerLifecycle implements SmartLifecycle {

    /**
     * Below the phases of the web server, which starts at {@code DEFAULT_PHASE - 2048} and drains at
     * {@code DEFAULT_PHASE - 1024}: lower phases start earlier and stop later.
     */
    static final int PHASE = DEFAULT_PHASE - 3072;

    private static final Log LOG = LogFactory.getLog(WorkerLifecycle.class);

    private final OneshotWorkers workers;
    private volatile List<ConnectionWorker<?>> started = List.of();
    private volatile boolean running;

    WorkerLifecycle(OneshotWorkers workers) {
        this.workers = workers;
    }

    @Override
    public void start() {
        List<ConnectionWorker<?>> begun = new ArrayList<>();
        try {
            for (ConnectionWorker<?> worker : workers.all()) {
                worker.start();
                begun.add(worker);
            }
        } catch (RuntimeException failure) {
            stopAll(begun).join();
            throw failure;
        }
        started = List.copyOf(begun);
        running = true;
    }

    @Override
    public void stop() {
        stopAll(started).join();
        running = false;
    }

    @Override
    public void stop(Runnable callback) {
        stopAll(started).whenComplete((stopped, failure) -> {
            running = false;
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Stops each worker on a thread of its own; the returned future never fails. */
    private static CompletableFuture<Void> stopAll(List<ConnectionWorker<?>> workers) {
        return CompletableFuture.allOf(workers.stream()
                .map(worker -> CompletableFuture.runAsync(
                        () -> stop(worker), task -> new Thread(task, "oneshot-stop-" + worker.name()).start()))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static void stop(ConnectionWorker<?> worker) {
        try {
            worker.stop();
        } catch (RuntimeException failure) {
            LOG.warn("Worker '" + worker.name() + "' could not be stopped", failure);
        }
    }
}
