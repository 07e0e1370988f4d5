package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class StartTest {

    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Workbench bench = new Workbench();

    @RegisterExtension
    final Workbench lenient = new Workbench(settings -> settings.failFast(false));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final IOException refused = new IOException("refused");
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();

    @Test
    void aWorkerThatWasNotStartedRefusesJobs() {
        assertThatThrownBy(() -> worker.submit(bench.job("early")))
                .isInstanceOf(WorkerStoppedException.class)
                .hasMessage("worker 'orders' is not running: it has not been started yet");
        assertThatThrownBy(() -> worker.call(bench.job("early"))).isInstanceOf(WorkerStoppedException.class);
        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.STOPPED);
        assertThat(worker.count(JobOutcome.REFUSED)).isEqualTo(2);
    }

    @Test
    void startReturnsConnectedAndASecondStartDoesNothing() {
        worker.start();
        worker.start();

        assertThat(worker.snapshot().connection().connected()).isTrue();
        assertThat(bench.connector.events()).containsExactly("open 1");
    }

    @Test
    void aStartThatCannotConnectFailsAndAnotherMaySucceed() {
        bench.connector.next(Step.OPEN, ScriptedConnector.fail(refused));

        assertThatThrownBy(worker::start)
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessage("worker 'orders' could not connect when it was started: java.io.IOException: refused")
                .hasCause(refused);

        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.STOPPED);
        assertThat(worker.snapshot().connection().lastFailure()).isSameAs(refused);
        worker.start();
        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
        assertThat(worker.snapshot().connection().reconnects()).isZero();
    }

    @Test
    void aStartWhoseConnectorThrowsAnErrorFailsInTheSameWay() {
        Error missing = new NoClassDefFoundError("driver");
        bench.connector.next(Step.OPEN, ScriptedConnector.fail(missing));

        assertThatThrownBy(worker::start)
                .isInstanceOf(ConnectionFailedException.class)
                .hasCause(missing);
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void aConnectorThatOpensNullHasNotConnected() {
        ConnectionWorker<FakeConnection> broken =
                ConnectionWorker.<FakeConnection>over(() -> null).build();

        assertThatThrownBy(broken::start)
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageContaining("the connector opened null");
    }

    @Test
    void jobsThatWereSubmittedDuringAStartThatFailsFailWithIt() throws Exception {
        Gate opening = new Gate();
        bench.connector.next(Step.OPEN, () -> {
            opening.run();
            throw refused;
        });
        Thread starter = Workbench.startUntilItWaits(() -> thrown.set(catchThrowable(worker::start)));
        opening.awaitEntered();
        Receiver<String> early = worker.submit(bench.job("early"));

        opening.open();

        Workbench.join(starter);
        assertThat(thrown.get()).isInstanceOf(ConnectionFailedException.class);
        assertThat(failure(early)).isSameAs(thrown.get());
        assertThat(worker.snapshot().queue().size()).isZero();
    }

    @Test
    void jobsThatWereSubmittedDuringAStartThatSucceedsAreRun() throws Exception {
        Gate opening = new Gate();
        bench.connector.next(Step.OPEN, opening);
        Thread starter = Workbench.startUntilItWaits(worker::start);
        opening.awaitEntered();
        Receiver<String> early = worker.submit(bench.job("early"));
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.CONNECTING);

        opening.open();

        Workbench.join(starter);
        assertThat(answer(early)).isEqualTo("early");
    }

    @Test
    void aSecondStartWaitsForTheFirstAndFailsWithIt() throws Exception {
        Gate opening = new Gate();
        bench.connector.next(Step.OPEN, () -> {
            opening.run();
            throw refused;
        });
        AtomicReference<Throwable> firstThrown = new AtomicReference<>();
        Thread first = Workbench.startUntilItWaits(() -> firstThrown.set(catchThrowable(worker::start)));
        opening.awaitEntered();
        Thread second = Workbench.startUntilItWaits(() -> thrown.set(catchThrowable(worker::start)));

        opening.open();

        Workbench.join(first);
        Workbench.join(second);
        assertThat(thrown.get()).isInstanceOf(ConnectionFailedException.class);
        assertThat(bench.connector.count(Step.OPEN)).isOne();
    }

    @Test
    void aStartThatFailedDoesNotEndALaterOne() throws Exception {
        Gate late = new Gate();
        // Holds up its starter between the failure and what the starter does about it.
        bench.connector.next(Step.OPEN, ScriptedConnector.fail(new IOException("refused") {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                late.runQuietly();
                return "refused";
            }
        }));
        Thread first = Workbench.startUntilItWaits(() -> thrown.set(catchThrowable(worker::start)));
        late.awaitEntered();
        worker.stop();
        worker.start();

        late.open();

        Workbench.join(first);
        assertThat(thrown.get()).isInstanceOf(ConnectionFailedException.class);
        assertThat(worker.isRunning()).isTrue();
        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
    }

    @Test
    void aStopDuringAStartThatHangsEndsItAtItsBound() throws Exception {
        Gate opening = new Gate();
        bench.connector.next(Step.OPEN, opening);
        Thread starter = Workbench.startUntilItWaits(() -> thrown.set(catchThrowable(worker::start)));
        opening.awaitEntered();

        worker.stop(Duration.ZERO);

        Workbench.join(starter);
        assertThat(thrown.get()).isInstanceOf(ConnectionFailedException.class);
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.STOPPED);
        worker.start();
        assertThat(answer(worker.submit(FakeConnection::number))).isOne();
    }

    @Test
    void aStopDuringAStartThatNoInterruptCanEndStillReleasesTheStarter() throws Exception {
        Gate opening = Gate.stubborn();
        bench.connector.next(Step.OPEN, opening);
        Thread starter = Workbench.startUntilItWaits(() -> thrown.set(catchThrowable(worker::start)));
        opening.awaitEntered();

        worker.stop(Duration.ZERO);

        Workbench.join(starter);
        assertThat(thrown.get()).hasRootCauseInstanceOf(WorkerStoppedException.class);
        assertThatThrownBy(worker::start).isInstanceOf(IllegalStateException.class);
        opening.open();
        bench.connector.await(Step.CLOSE, 1);
        worker.start();
    }

    @Test
    void aWorkerThatDoesNotFailFastStartsUnconnectedAndConnectsLater() throws Exception {
        Gate second = new Gate();
        lenient.connector.next(Step.OPEN, ScriptedConnector.fail(refused)).next(Step.OPEN, second);

        lenient.worker.start();

        assertThat(lenient.worker.isRunning()).isTrue();
        second.awaitEntered();
        WorkerSnapshot snapshot = lenient.worker.snapshot();
        assertThat(snapshot.state()).isEqualTo(WorkerState.CONNECTING);
        assertThat(snapshot.connection().connected()).isFalse();
        assertThat(snapshot.connection().lastFailure()).isSameAs(refused);
        Receiver<String> waiting = lenient.worker.submit(lenient.job("waiting"));
        second.open();
        assertThat(answer(waiting)).isEqualTo("waiting");
        assertThat(lenient.worker.snapshot().connection().reconnects())
                .as("none was lost")
                .isZero();
    }

    @Test
    void startWorksAgainAfterAStopAndIsNoReconnect() {
        for (int round = 1; round <= 3; round++) {
            worker.start();
            assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(round);
            worker.stop(LONG);
        }
        assertThat(worker.snapshot().connection().reconnects()).isZero();
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo(3);
    }
}
