package dev.oneshot.lincheck;

import dev.oneshot.sync.Notify;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** Each notification reaches whom it must, and one that was for a waiter who left reaches another. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class NotifyLincheckTest extends LinearizabilityContract {

    private final Notify notify = new Notify();
    private final Slots<Void> waits = new Slots<>();

    @Operation
    public void come(@Param(name = "thread") int thread) {
        waits.begin(thread, notify::notified);
    }

    @Operation
    public String poll(@Param(name = "thread") int thread) {
        return waits.poll(thread);
    }

    @Operation
    public void leave(@Param(name = "thread") int thread) {
        waits.close(thread);
    }

    @Operation
    public void notifyOne() {
        notify.notifyOne();
    }

    @Operation
    public void notifyWaiters() {
        notify.notifyWaiters();
    }
}
