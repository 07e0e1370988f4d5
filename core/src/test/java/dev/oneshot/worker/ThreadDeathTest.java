package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ThreadDeathTest {

    @RegisterExtension
    final Workbench bench = new Workbench();

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final Error death = new Error("the connector is beside itself");

    @Test
    void runningAndQueuedJobsFailWithTheCauseAndANewThreadServesTheNext() throws Exception {
        worker.start();
        Gate begin = new Gate();
        bench.connector.next(Step.BEGIN, () -> {
            begin.run();
            throw death;
        });
        Receiver<String> running = worker.submit(bench.job("running"));
        Receiver<String> queued = worker.submit(bench.job("queued"));
        begin.awaitEntered();

        begin.open();

        assertThat(failure(running)).isInstanceOf(WorkerDiedException.class).hasCause(death);
        assertThat(failure(queued)).isInstanceOf(WorkerDiedException.class).hasCause(death);
        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(bench.connector.threads()).hasSize(2);
        assertThat(bench.connector.events()).startsWith("open 1", "begin 1", "close 1", "open 2");
        assertThat(worker.snapshot().connection().reconnects()).isOne();
        assertThat(worker.count(JobOutcome.FAILED)).isEqualTo(2);
    }

    @Test
    void aDeathDuringTheCommitLeavesTheOutcomeUnknown() {
        bench.connector.next(Step.COMMIT, ScriptedConnector.fail(death));
        worker.start();

        assertThat(failure(worker.submit(bench.job("order"))))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasRootCause(death);

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
    }

    @Test
    void aDeathDuringTheRollbackFailsTheJobAndClosesTheConnection() {
        bench.connector.next(Step.ROLLBACK, ScriptedConnector.fail(death));
        worker.start();

        assertThat(failure(worker.submit(connection -> {
                    throw new IOException("job");
                })))
                .isInstanceOf(WorkerDiedException.class)
                .hasCause(death);

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(bench.connector.events()).startsWith("open 1", "begin 1", "rollback 1", "close 1", "open 2");
    }

    @Test
    void aCloseThatThrowsAnErrorKillsNobody() {
        bench.connector.next(Step.CLOSE, ScriptedConnector.fail(death));
        worker.start();
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(bench.connector.threads()).hasSize(1);
    }

    @Test
    void theReplacementConnectsHoweverOftenItIsRefused() {
        bench.connector
                .next(Step.OPEN, () -> {})
                .next(Step.OPEN, ScriptedConnector.fail(new IOException("refused")))
                .next(Step.OPEN, ScriptedConnector.fail(new Error("refused badly")));
        bench.connector.next(Step.BEGIN, ScriptedConnector.fail(death));
        worker.start();
        failure(worker.submit(bench.job("fatal")));

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(bench.connector.count(Step.OPEN)).isEqualTo(4);
    }

    @Test
    void deathAfterDeathIsSurvived() {
        worker.start();
        for (int i = 1; i <= 20; i++) {
            bench.connector.next(Step.BEGIN, ScriptedConnector.fail(death));
            assertThat(failure(worker.submit(bench.job("fatal")))).isInstanceOf(WorkerDiedException.class);
        }

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(21);
    }

    @Test
    void aStopThatMeetsADyingThreadLeavesNoThreadBehindAndNothingRunning() throws Exception {
        worker.start();
        Gate begin = new Gate();
        bench.connector.next(Step.BEGIN, () -> {
            begin.run();
            throw death;
        });
        Receiver<String> running = worker.submit(bench.job("running"));
        begin.awaitEntered();
        Thread stopper = Workbench.startUntilItWaits(() -> worker.stop(Duration.ofDays(1)));

        begin.open();

        Workbench.join(stopper);
        assertThat(failure(running)).isInstanceOf(WorkerDiedException.class);
        assertThat(bench.connector.threads()).hasSize(1).noneMatch(Thread::isAlive);
        assertThat(worker.snapshot().running()).isNull();
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.STOPPED);
        worker.start();
        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
    }
}
