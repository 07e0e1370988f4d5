package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.Timer;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has run a committed job answers it, and a stop that answers it in their stead, at the same moment. */
class AnswerRaceTest {

    private static final int ROUNDS = 100_000;

    private final QueuedJob<?, ?>[] jobs = new QueuedJob<?, ?>[ROUNDS];

    private final JobLedger ledger = new JobLedger();

    @Test
    void theCallerGetsTheResultFromWhoeverIsFirst() throws Exception {
        commitJobs();

        answerWhileTheWorkerStops();

        for (QueuedJob<?, ?> job : jobs) {
            assertThat(job.tryReceive().get()).isEqualTo(7);
        }
        assertThat(ledger.count(JobOutcome.DONE)).isEqualTo(ROUNDS);
    }

    @Test
    void theBorrowerHasItsResultFromItselfOrFromTheStop() throws Exception {
        commitJobs();
        LoanCounts counts = new LoanCounts(jobs[0].side());
        counts.open();
        for (QueuedJob<?, ?> job : jobs) {
            job.lent(counts);
        }

        answerWhileTheWorkerStops();

        for (QueuedJob<?, ?> job : jobs) {
            assertThat(job.isAnsweredOnLoan()).isNotEqualTo(job.isComplete());
            assertThat(job.isComplete() ? job.tryReceive().get() : job.answerOnLoan())
                    .isEqualTo(7);
        }
        assertThat(ledger.count(JobOutcome.DONE)).isEqualTo(ROUNDS);
    }

    private void commitJobs() throws Exception {
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
    }

    private void answerWhileTheWorkerStops() throws Exception {
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
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
