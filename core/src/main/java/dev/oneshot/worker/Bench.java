package dev.oneshot.worker;

import java.util.concurrent.locks.Condition;

/** The place of one thread among the {@link Benches}. Guarded by the lock of the {@link JobQueue}. */
final class Bench<C> {

    private final WorkerLoop<C> loop;

    /** Calls the thread. */
    final Condition call;

    /** Whether the thread sits here, ready to be called or to lend its connection. */
    boolean seated;

    /** Whether a caller has the connection; the thread does nothing until it is back. */
    boolean lent;

    /** Whether the thread waits for the connection to come back. */
    boolean missed;

    /** Whether the connection was lent since the thread sat down. */
    boolean wasLent;

    /** Whether the thread is wanted for something else than a job. */
    boolean recalled;

    Bench(WorkerLoop<C> loop, Condition call) {
        this.loop = loop;
        this.call = call;
    }

    WorkerLoop<C> loop() {
        return loop;
    }
}
