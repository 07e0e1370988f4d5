package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class StopTest {

    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Workbench bench = new Workbench();

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void stopRefusesNewJobsAndDrainsTheAcceptedOnesBeforeItReturns() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> first = worker.submit(bench.job("first"));
        Receiver<String> second = worker.submit(bench.job("second"));
        Thread stopper = Workbench.startUntilItWaits(() -> worker.stop(LONG));

        assertThatThrownBy(() -> worker.submit(bench.job("late")))
                .isInstanceOf(WorkerStoppedException.class)
                .hasMessage("worker 'orders' is stopping");
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.STOPPING);
        assertThat(worker.isRunning()).isFalse();
        gate.open();

        Workbench.join(stopper);
        assertThat(first.tryReceive().get()).isEqualTo("first");
        assertThat(second.tryReceive().get()).isEqualTo("second");
        assertThat(bench.connector.events()).endsWith("run second", "commit 1", "close 1");
        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.STOPPED);
        assertThat(worker.snapshot().connection().connected()).isFalse();
    }

    @Test
    void stopClosesTheConnectionOnTheWorkersThreadWhichHasThenEnded() {
        worker.start();

        worker.stop(LONG);

        assertThat(bench.connector.events()).containsExactly("open 1", "close 1");
        assertThat(bench.connector.threads()).hasSize(1).noneMatch(Thread::isAlive);
    }

    @Test
    void stopFailsWhatIsLeftAfterItsBoundAndUndoesTheRunningJob() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> running = worker.submit(gate);
        gate.awaitEntered();
        Receiver<String> queued = worker.submit(bench.job("queued"));

        worker.stop(Duration.ZERO);

        assertThat(failure(running))
                .isInstanceOf(WorkerStoppedException.class)
                .hasMessage("worker 'orders' stopped before the job was done: it had 0 µs");
        assertThat(failure(queued)).isInstanceOf(WorkerStoppedException.class);
        assertThat(bench.connector.events())
                .filteredOn(event -> !event.startsWith("cancel"))
                .containsExactly("open 1", "begin 1", "rollback 1", "close 1");
        assertThat(worker.count(JobOutcome.REFUSED)).isEqualTo(2);
        assertThat(worker.snapshot().running()).isNull();
    }

    @Test
    void aJobThatCommitsWhenTheStopGivesUpIsToldThatItsOutcomeIsUnknown() throws Exception {
        Gate commit = Gate.stubborn();
        bench.connector.next(Step.COMMIT, commit);
        worker.start();
        Receiver<String> receiver = worker.submit(bench.job("order"));
        commit.awaitEntered();

        worker.stop(Duration.ZERO);

        assertThat(failure(receiver))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("stopped or died while it committed");
        commit.open();
        bench.connector.await(Step.CLOSE, 1);
    }

    @Test
    void aStuckJobKeepsItsThreadIsNamedAndAStartIsRefusedUntilItHasEnded() throws Exception {
        worker.start();
        Gate stuck = Gate.stubborn();
        Receiver<String> running = worker.submit(stuck, JobOptions.named("printLabel"));
        stuck.awaitEntered();

        worker.stop(Duration.ZERO);

        assertThat(failure(running)).isInstanceOf(WorkerStoppedException.class);
        assertThat(worker.snapshot().running().job()).isEqualTo("printLabel");
        assertThatThrownBy(worker::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("worker 'orders' cannot start again yet, its thread has not ended since it was stopped:"
                        + " running 'printLabel' for 0 µs");
        assertThat(bench.connector.count(Step.OPEN)).isOne();
        worker.stop(LONG);

        stuck.open();
        bench.connector.await(Step.CLOSE, 1);
        worker.start();
        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(bench.connector.events())
                .containsSubsequence("begin 1", "rollback 1", "close 1", "open 2", "begin 2", "commit 2");
    }

    @Test
    void theInterruptThatEndsAJobDoesNotReachTheRollbackOrTheClose() throws Exception {
        AtomicBoolean seen = new AtomicBoolean();
        bench.connector.always(
                Step.ROLLBACK,
                () -> seen.compareAndSet(false, Thread.currentThread().isInterrupted()));
        bench.connector.always(
                Step.CLOSE,
                () -> seen.compareAndSet(false, Thread.currentThread().isInterrupted()));
        worker.start();
        CountDownLatch running = new CountDownLatch(1);
        worker.submit(connection -> {
            running.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return null;
        });
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        worker.stop(Duration.ZERO);

        assertThat(bench.connector.events()).endsWith("rollback 1", "close 1");
        assertThat(seen).isFalse();
    }

    @Test
    void aCloseInProgressIsNotInterrupted() throws Exception {
        Gate closing = new Gate();
        AtomicBoolean interrupted = new AtomicBoolean();
        bench.connector.next(Step.CLOSE, () -> {
            try {
                closing.run();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        worker.start();

        worker.stop(Duration.ZERO);

        closing.awaitEntered();
        assertThat(interrupted).isFalse();
        closing.open();
        worker.start();
        assertThat(interrupted).isFalse();
    }

    @Test
    void aStopOnAnInterruptedThreadGivesUpOnJobsButStillClosesTheConnection() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> running = worker.submit(gate);
        gate.awaitEntered();
        Thread.currentThread().interrupt();

        worker.stop(LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure(running)).isInstanceOf(WorkerStoppedException.class);
        assertThat(bench.connector.events()).endsWith("rollback 1", "close 1");
        assertThat(bench.connector.threads()).noneMatch(Thread::isAlive);
    }

    @Test
    void aSecondStopWaitsForTheFirst() throws Exception {
        Gate gate = bench.startOccupied();
        Thread first = Workbench.startUntilItWaits(() -> worker.stop(LONG));
        Thread second = Workbench.startUntilItWaits(() -> worker.stop(Duration.ZERO));

        gate.open();

        Workbench.join(first);
        Workbench.join(second);
        assertThat(worker.count(JobOutcome.DONE))
                .as("the second has not cut it short")
                .isOne();
        assertThat(bench.connector.count(Step.CLOSE)).isOne();
    }

    @Test
    void stopAndCloseOfAStoppedWorkerDoNothing() {
        worker.stop();
        worker.start();
        worker.close();
        worker.close();
        worker.stop();

        assertThat(bench.connector.events()).containsExactly("open 1", "close 1");
    }

    @Test
    void aJobThatExpiredBeforeTheStopIsNotToldTwice() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> late =
                worker.submit(bench.job("late"), JobOptions.defaults().withDeadline(Duration.ofSeconds(1)));
        bench.timer.advance(Duration.ofSeconds(1));
        gate.open();

        worker.stop(LONG);

        assertThat(failure(late)).isInstanceOf(DeadlineExceededException.class);
        assertThat(worker.count(JobOutcome.EXPIRED)).isOne();
        assertThat(worker.count(JobOutcome.REFUSED)).isZero();
    }
}
