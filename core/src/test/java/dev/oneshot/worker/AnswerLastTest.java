package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Context;
import dev.oneshot.Receiver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The wake-up of the caller is recorded beside the connector's steps: nothing of its job comes after it. */
@Timeout(60)
class AnswerLastTest {

    @RegisterExtension
    final Workbench bench = new Workbench();

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final ScriptedConnector.Script gatesOwn = () -> {};
    private final AtomicReference<WorkerSnapshot> seen = new AtomicReference<>();
    private final AtomicReference<Long> counted = new AtomicReference<>();

    @Test
    void theAnswerComesAfterTheCommitWhenTheWorkerIsReadyForTheNextJob() throws Exception {
        runWatched(bench.job("order"), JobOutcome.DONE);

        assertThat(bench.connector.events()).endsWith("run order", "commit 1", "answer");
        assertThat(seen.get().running()).isNull();
        assertThat(seen.get().state()).isEqualTo(WorkerState.IDLE);
        assertThat(counted).hasValue(1L);
    }

    @Test
    void theFailureComesAfterTheRollback() throws Exception {
        runWatched(
                connection -> {
                    throw new IllegalStateException("job");
                },
                JobOutcome.FAILED);

        assertThat(bench.connector.events()).endsWith("rollback 1", "answer");
        assertThat(seen.get().running()).isNull();
        assertThat(counted).hasValue(1L);
    }

    @Test
    void theFailureOfARefusedCommitComesAfterTheRollback() throws Exception {
        bench.connector
                .next(Step.COMMIT, gatesOwn)
                .next(Step.COMMIT, ScriptedConnector.fail(new IllegalStateException("refused")));

        runWatched(bench.job("order"), JobOutcome.FAILED);

        assertThat(bench.connector.events()).endsWith("commit 1", "rollback 1", "answer");
    }

    @Test
    void theFailureOfABrokenConnectionComesAfterItWasClosed() throws Exception {
        bench.connector.next(Step.COMMIT, gatesOwn).next(Step.COMMIT, ScriptedConnector.fail(new BrokenPipe()));

        Receiver<String> receiver = runWatched(bench.job("order"), JobOutcome.UNKNOWN);

        assertThat(bench.connector.events()).containsSubsequence("commit 1", "close 1", "answer");
        assertThat(failure(receiver)).isInstanceOf(OutcomeUnknownException.class);
    }

    private Receiver<String> runWatched(Job<FakeConnection, String> job, JobOutcome outcome) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Gate gate = bench.startOccupied();
        long before = worker.count(outcome);
        Receiver<String> receiver = worker.submit(job);
        receiver.poll(Context.of(() -> {
            bench.connector.record("answer");
            seen.set(worker.snapshot());
            counted.set(worker.count(outcome) - before - (outcome == JobOutcome.DONE ? 1 : 0));
            answered.countDown();
        }));
        gate.open();
        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        return receiver;
    }
}
