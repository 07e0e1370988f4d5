package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class CancelTest {

    @RegisterExtension
    final Workbench bench = new Workbench();

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void aQueuedJobWhoseCallerHasGoneIsSkipped() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> unwanted = worker.submit(bench.job("unwanted"));

        unwanted.close();

        assertThat(worker.count(JobOutcome.CANCELLED)).isOne();
        assertThat(worker.snapshot().queue().size()).isZero();
        gate.open();
        worker.stop();
        assertThat(bench.connector.events()).containsExactly("open 1", "begin 1", "commit 1", "close 1");
    }

    @Test
    void aCancelledCompletableFutureTakesItsJobOutOfTheQueue() throws Exception {
        Gate gate = bench.startOccupied();
        CompletableFuture<String> unwanted =
                worker.submit(bench.job("unwanted")).toCompletableFuture();

        unwanted.cancel(false);

        assertThat(worker.snapshot().queue().size()).isZero();
        gate.open();
        worker.stop();
        assertThat(bench.connector.events()).doesNotContain("run unwanted");
    }

    @Test
    void closeAfterBeginCancelsTheJobAndUndoesIt() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> unwanted = worker.submit(gate);
        gate.awaitEntered();

        unwanted.close();
        bench.connector.await(Step.CANCEL, 1);
        gate.open();

        answer(worker.submit(bench.job("next")));
        assertThat(bench.connector.events().stream().distinct())
                .startsWith("open 1", "begin 1", "cancel 1", "rollback 1", "validate 1", "run next");
        assertThat(worker.count(JobOutcome.CANCELLED)).isEqualTo(1);
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo(1);
    }

    @Test
    void closeAfterBeginLetsAJobFinishThatIsToBeKeptRunning() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> unwanted = worker.submit(gate, JobOptions.defaults().keptRunning());
        gate.awaitEntered();

        unwanted.close();
        gate.open();

        answer(worker.submit(bench.job("next")));
        assertThat(bench.connector.events()).startsWith("open 1", "begin 1", "commit 1", "begin 1", "run next");
        assertThat(worker.count(JobOutcome.CANCELLED)).isZero();
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo(2);
    }

    @Test
    void aCancellationThatComesWhenItsJobHasLeftTouchesNoOther() throws Exception {
        RunGate<FakeConnection> gate = new RunGate<>();
        QueuedJob<FakeConnection, String> late = queued("late");
        QueuedJob<FakeConnection, String> next = queued("next");
        FakeConnection connection = new FakeConnection(1);
        gate.enter(late, bench.connector.session(connection), connection);
        assertThat(gate.leave(late)).isFalse();
        gate.enter(next, bench.connector.session(connection), connection);

        gate.cancelNow(late);

        assertThat(gate.leave(next)).isFalse();
        assertThat(bench.connector.count(Step.CANCEL)).isZero();
    }

    private QueuedJob<FakeConnection, String> queued(String name) {
        return Workbench.queued(bench.timer, new JobLedger(), bench.job(name), JobOptions.defaults());
    }

    @Test
    void closeAfterTheAnswerKeepsTheAnswer() {
        worker.start();
        Receiver<String> receiver = worker.submit(bench.job("order"));
        answer(worker.submit(bench.job("next")));

        receiver.close();

        assertThat(receiver.tryReceive().get()).isEqualTo("order");
        assertThat(worker.count(JobOutcome.CANCELLED)).isZero();
    }

    @Test
    void closeRacingWithBeginEitherSkipsTheJobOrRunsItWhole() throws Exception {
        worker.start();
        int rounds = 2_000;
        for (int i = 0; i < rounds; i++) {
            worker.submit(bench.job("raced"), JobOptions.defaults().keptRunning())
                    .close();
        }
        worker.stop();

        long done = worker.count(JobOutcome.DONE);
        assertThat(done + worker.count(JobOutcome.CANCELLED)).isEqualTo(rounds);
        assertThat(bench.connector.count(Step.COMMIT)).isEqualTo(done);
        assertThat(bench.connector.events().stream().filter("run raced"::equals))
                .hasSize((int) done);
    }
}
