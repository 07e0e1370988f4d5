package dev.oneshot.runner;

import dev.oneshot.lincheck.LinearizabilityContract;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * What other threads hand over to an executor arrives once and in order, ends the sleep of an owner who has fallen asleep,
 * and is refused by one who has closed. The owner is one thread, and does nothing but wake up while it is asleep.
 */
@Param(name = "task", gen = IntGen.class, conf = "1:9")
@SuppressWarnings({"exports", "missing-explicit-ctor"}) // public for Lincheck alone
public class HandOverLincheckTest extends LinearizabilityContract {

    private static final long NOTHING = 0;

    private final ReadyQueue queue = new ReadyQueue();
    private boolean asleep;

    @Operation
    public String handOver(@Param(name = "task") int task) {
        TaskCell cell = new TaskCell(null, null);
        cell.signal(() -> task);
        return queue.handOver(cell).name();
    }

    @Operation(nonParallelGroup = "owner")
    public void addOwn(@Param(name = "task") int task) {
        if (!asleep) {
            TaskCell cell = new TaskCell(null, null);
            cell.queuedAt = task;
            queue.add(cell);
        }
    }

    @Operation(nonParallelGroup = "owner")
    public long take() {
        TaskCell taken = asleep ? null : queue.take();
        return taken == null ? NOTHING : taken.queuedAt;
    }

    @Operation(nonParallelGroup = "owner")
    public boolean fallAsleep() {
        asleep = asleep || queue.fallAsleep();
        return asleep;
    }

    @Operation(nonParallelGroup = "owner")
    public void wakeUp() {
        queue.stayAwake();
        asleep = false;
    }

    @Operation(nonParallelGroup = "owner", runOnce = true)
    public void close() {
        if (!asleep) {
            queue.close();
        }
    }
}
