package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.Timer;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A worker that answers a committed job, and a stop that answers it in the worker's stead, at the same moment. */
class AnswerRaceTest {

    private static final int ROUNDS = 100_000;

    private final QueuedJob<?, ?>[] jobs = new QueuedJob<?, ?>[ROUNDS];

    @Test
    void theCallerGetsTheResultFromWhoeverIsFirst() throws Exception {
        JobLedger ledger = new JobLedger();
        RunGate<FakeConnection> gate = new RunGate<>();
        FakeConnection connection = new FakeConnection(7);
        for (int i = 0; i < ROUNDS; i++) {
            QueuedJob<FakeConnection, Integer> job =
                    Workbench.queued(Timer.system(), ledger, FakeConnection::number, JobOptions.defaults());
            job.begin(true, Timer.system().nanoTime());
            job.run(connection, gate);
            job.beginCommit();
            job.committed();
            jobs[i] = job;
        }
        CyclicBarrier start = new CyclicBarrier(2);
        WorkerStoppedException stopped = new WorkerStoppedException("orders", "stopped");

        Thread stop = new Thread(() -> {
            await(start);
            for (QueuedJob<?, ?> job : jobs) {
                job.abandon(stopped);
            }
        });
        stop.start();
        await(start);
        for (QueuedJob<?, ?> job : jobs) {
            job.answer();
        }
        Workbench.join(stop);

        for (QueuedJob<?, ?> job : jobs) {
            assertThat(job.tryReceive().get()).isEqualTo(7);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
