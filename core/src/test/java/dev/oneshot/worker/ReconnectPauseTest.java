package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With pauses of days: what happens at all happened without a pause, and the next step is far away. */
@Timeout(60)
class ReconnectPauseTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.failFast(false)
            .validateAfterIdle(Duration.ZERO)
            .reconnectPauses(Duration.ofDays(1), Duration.ofDays(2)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void aStartThatDoesNotFailFastPausesAfterItsFirstAttempt() {
        bench.connector.always(Step.OPEN, ScriptedConnector.fail(new IOException("refused")));

        worker.start();

        Workbench.awaitWaiting(worker);
        assertThat(bench.connector.count(Step.OPEN)).isOne();
        assertThat(worker.isRunning()).isTrue();
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.CONNECTING);
    }

    @Test
    void aLostConnectionIsReplacedAtOnceOnceItHasWorked() throws Exception {
        worker.start();
        worker.call(bench.job("works"));
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));

        bench.connector.await(Step.OPEN, 2);
    }

    @Test
    void aServerThatAcceptsConnectionsAndFailsThemIsNotAskedWithoutAPause() throws Exception {
        bench.connector.always(Step.VALIDATE, ScriptedConnector.fail(new IOException("not valid")));
        worker.start();
        Receiver<String> waiting = worker.submit(bench.job("waiting"));

        bench.connector.await(Step.CLOSE, 1);
        Workbench.awaitWaiting(worker);

        assertThat(bench.connector.count(Step.OPEN)).isLessThanOrEqualTo(2);
        assertThat(waiting.tryReceive().isReady()).isFalse();
    }

    @Test
    void aStopEndsThePause() {
        bench.connector.always(Step.OPEN, ScriptedConnector.fail(new IOException("refused")));
        worker.start();
        Receiver<String> waiting = worker.submit(bench.job("waiting"));
        Workbench.awaitWaiting(worker);

        worker.stop(Duration.ZERO);

        assertThat(failure(waiting)).isInstanceOf(WorkerStoppedException.class);
        worker.start();
        assertThat(bench.connector.count(Step.OPEN))
                .as("a start does not pause")
                .isEqualTo(2);
    }
}
