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
class BrokenConnectionTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.validateAfterIdle(Duration.ofSeconds(1)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void aJobThatBreaksTheConnectionFailsWithItsOwnFailureAndTheNextGetsAnother() {
        worker.start();
        BrokenPipe broken = new BrokenPipe();

        assertThat(failure(worker.submit(connection -> {
                    throw broken;
                })))
                .isSameAs(broken);

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(bench.connector.events())
                .containsExactly("open 1", "begin 1", "close 1", "open 2", "begin 2", "commit 2");
        assertThat(worker.snapshot().connection().reconnects()).isOne();
        assertThat(worker.snapshot().connection().lastFailure()).isSameAs(broken);
    }

    @Test
    void aConnectionThatBreaksDuringTheCommitLeavesTheOutcomeUnknown() {
        BrokenPipe broken = new BrokenPipe();
        bench.connector.next(Step.COMMIT, ScriptedConnector.fail(broken));
        worker.start();

        assertThat(failure(worker.submit(bench.job("order"), JobOptions.named("insertOrder"))))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("lost the connection while it committed job 'insertOrder'")
                .hasCause(broken);

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(worker.count(JobOutcome.UNKNOWN)).isOne();
    }

    @Test
    void aCommitThatFailsAndCannotBeUndoneLeavesTheOutcomeUnknown() {
        IOException failed = new IOException("commit");
        IOException stuck = new IOException("rollback");
        bench.connector.next(Step.COMMIT, ScriptedConnector.fail(failed));
        bench.connector.next(Step.ROLLBACK, ScriptedConnector.fail(stuck));
        worker.start();

        assertThat(failure(worker.submit(bench.job("order"))))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(failed);

        assertThat(failed.getSuppressed()).containsExactly(stuck);
        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
    }

    @Test
    void aRollbackThatFailsCostsTheConnectionAndTheCallerStillGetsTheJobsFailure() {
        IOException stuck = new IOException("rollback");
        IllegalStateException thrown = new IllegalStateException("job");
        bench.connector.next(Step.ROLLBACK, ScriptedConnector.fail(stuck));
        worker.start();

        assertThat(failure(worker.submit(connection -> {
                    throw thrown;
                })))
                .isSameAs(thrown);

        assertThat(thrown.getSuppressed()).containsExactly(stuck);
        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
    }

    @Test
    void aJobThatFindsTheConnectionBrokenBeforeItHasRunWaitsForTheNext() {
        bench.connector.next(Step.BEGIN, ScriptedConnector.fail(new BrokenPipe()));
        worker.start();

        assertThat(answer(worker.submit(bench.job("order")))).isEqualTo("order");

        assertThat(bench.connector.events())
                .containsExactly("open 1", "begin 1", "close 1", "open 2", "begin 2", "run order", "commit 2");
        assertThat(worker.count(JobOutcome.DONE)).isOne();
        assertThat(worker.count(JobOutcome.FAILED)).isZero();
    }

    @Test
    void aJobWhoseCallerWentWhileItFoundTheConnectionBrokenIsNotRunOnTheNext() throws Exception {
        Gate beginning = new Gate();
        bench.connector.next(Step.BEGIN, () -> {
            beginning.run();
            throw new BrokenPipe();
        });
        worker.start();
        Receiver<String> unwanted =
                worker.submit(bench.job("unwanted"), JobOptions.defaults().keptRunning());
        beginning.awaitEntered();

        unwanted.close();
        beginning.open();

        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
        assertThat(bench.connector.events()).contains("run next").doesNotContain("run unwanted");
        assertThat(worker.count(JobOutcome.CANCELLED)).isOne();
    }

    @Test
    void aJobThatWaitsForTheNextConnectionKeepsItsPlaceAndItsDeadline() throws Exception {
        bench.connector
                .next(Step.OPEN, () -> {})
                .next(Step.BEGIN, ScriptedConnector.fail(new BrokenPipe()))
                .always(Step.OPEN, ScriptedConnector.fail(new BrokenPipe()));
        worker.start();
        Receiver<String> first =
                worker.submit(bench.job("first"), JobOptions.named("first").withDeadline(Duration.ofSeconds(1)));
        bench.connector.await(Step.CLOSE, 1);
        while (worker.snapshot().queue().size() == 0) {
            Thread.onSpinWait();
        }

        bench.timer.advance(Duration.ofMillis(600));
        assertThat(worker.snapshot().queue().oldestWait()).isEqualTo(Duration.ofMillis(600));
        bench.timer.advance(Duration.ofMillis(400));

        assertThat(failure(first))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("it waited 1.0 s and never touched the connection");
        assertThat(worker.snapshot().queue().size()).isZero();
    }

    @Test
    void aJudgementThatThrowsCountsAsBroken() {
        IllegalStateException thrown = new IllegalStateException("job");
        IllegalStateException judge = new IllegalStateException("judge");
        bench.connector.next(Step.IS_BROKEN, ScriptedConnector.fail(judge));
        worker.start();

        assertThat(failure(worker.submit(connection -> {
                    throw thrown;
                })))
                .isSameAs(thrown);

        assertThat(thrown.getSuppressed()).containsExactly(judge);
        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
    }

    @Test
    void anIdleConnectionIsValidatedBeforeItsNextJobAndABusyOneIsNot() {
        worker.start();
        answer(worker.submit(bench.job("first")));
        answer(worker.submit(bench.job("second")));
        assertThat(bench.connector.count(Step.VALIDATE)).isZero();

        bench.timer.advance(Duration.ofSeconds(1));
        answer(worker.submit(bench.job("third")));

        assertThat(bench.connector.events()).endsWith("validate 1", "begin 1", "run third", "commit 1");
    }

    @Test
    void anIdleConnectionIsValidatedAgainThoughItWasJustBeforeForAJobThatWasCalledOff() throws Exception {
        worker.start();
        Gate validation = new Gate();
        bench.connector.next(Step.VALIDATE, validation);
        bench.timer.advance(Duration.ofSeconds(1));
        Receiver<String> calledOff = worker.submit(bench.job("called off"));
        validation.awaitEntered();
        calledOff.close();
        validation.open();
        Workbench.awaitIdle(worker);

        bench.timer.advance(Duration.ofHours(1));
        answer(worker.submit(bench.job("next")));

        assertThat(bench.connector.events())
                .containsExactly("open 1", "validate 1", "validate 1", "begin 1", "run next", "commit 1");
    }

    @Test
    void anIdleConnectionThatFailsValidationIsReplacedAndTheJobRunsOnTheNewOne() {
        worker.start();
        bench.connector.next(Step.VALIDATE, ScriptedConnector.fail(new IOException("gone")));
        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);

        assertThat(bench.connector.events())
                .containsExactly("open 1", "validate 1", "close 1", "open 2", "begin 2", "commit 2");
    }

    @Test
    void jobsWaitForTheReconnectAndExpireByTheirOwnDeadlinesMeanwhile() throws Exception {
        Gate opening = new Gate();
        BrokenPipe broken = new BrokenPipe();
        bench.connector.next(Step.OPEN, () -> {}).next(Step.OPEN, opening);
        worker.start();
        failure(worker.submit(connection -> {
            throw broken;
        }));
        opening.awaitEntered();
        Receiver<Integer> hasty =
                worker.submit(FakeConnection::number, JobOptions.defaults().withDeadline(Duration.ofSeconds(2)));
        Receiver<Integer> patient =
                worker.submit(FakeConnection::number, JobOptions.defaults().withoutDeadline());

        bench.timer.advance(Duration.ofSeconds(3));

        assertThat(failure(hasty)).isInstanceOf(DeadlineExceededException.class);
        WorkerSnapshot snapshot = worker.snapshot();
        assertThat(snapshot.state()).isEqualTo(WorkerState.CONNECTING);
        assertThat(snapshot.connection().connected()).isFalse();
        assertThat(snapshot.connection().since()).isEqualTo(Duration.ofSeconds(3));
        assertThat(snapshot.connection().lastFailure()).isSameAs(broken);
        assertThat(snapshot.queue().size()).isOne();
        opening.open();
        assertThat(answer(patient)).isEqualTo(2);
        assertThat(worker.snapshot().connection().connected()).isTrue();
    }

    @Test
    void aStopDuringAnOutageEndsAtOnceIfNothingIsQueued() throws Exception {
        bench.connector.next(Step.OPEN, () -> {}).always(Step.OPEN, ScriptedConnector.fail(new IOException("refused")));
        worker.start();
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));
        bench.connector.await(Step.OPEN, 5);

        worker.stop(Duration.ofDays(1));

        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.STOPPED);
    }

    @Test
    void aStopDuringAnOutageFailsWhatIsQueued() throws Exception {
        bench.connector.next(Step.OPEN, () -> {}).always(Step.OPEN, ScriptedConnector.fail(new IOException("refused")));
        worker.start();
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));
        Receiver<String> waiting = worker.submit(bench.job("waiting"));
        bench.connector.await(Step.OPEN, 3);

        worker.stop(Duration.ZERO);

        assertThat(failure(waiting)).isInstanceOf(WorkerStoppedException.class);
    }

    @Test
    void openFailsUntilItSucceedsWhateverItThrows() {
        bench.connector
                .next(Step.OPEN, () -> {})
                .next(Step.OPEN, ScriptedConnector.fail(new IOException("refused")))
                .next(Step.OPEN, ScriptedConnector.fail(new UnsatisfiedLinkError("driver")))
                .next(Step.OPEN, ScriptedConnector.fail(new IllegalStateException("odd")));
        worker.start();
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);

        assertThat(bench.connector.count(Step.OPEN)).isEqualTo(5);
        assertThat(worker.snapshot().connection().reconnects()).isOne();
        assertThat(worker.count(JobOutcome.FAILED)).isOne();
    }
}
