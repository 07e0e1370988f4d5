package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.Garbage;
import dev.oneshot.time.ManualTimer;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a cancellation meets at the gate, step by step. */
class RunGateTest {

    private final Side<FakeConnection> side = Workbench.side(ManualTimer.create(), new JobLedger());
    private final RunGate<FakeConnection> gate = new RunGate<>();
    private final FakeConnection connection = new FakeConnection(1);
    private final QueuedJob<FakeConnection, ?> job = job();
    private final List<FakeConnection> cancelled = new ArrayList<>();

    private final Session<FakeConnection> session = new Session<>() {
        @Override
        public FakeConnection lend(JobTransaction transaction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel(FakeConnection lent) {
            cancelled.add(lent);
        }
    };

    @Test
    void theJobInsideIsCancelledAsOftenAsItIsAskedFor() {
        gate.enter(job, session, connection);

        assertThat(gate.cancelNow(job)).isTrue();
        assertThat(gate.cancelNow(job)).isTrue();

        assertThat(cancelled).containsExactly(connection, connection);
        assertThat(gate.leave(job)).isTrue();
    }

    @Test
    void aJobThatIsNotInsideIsNotCancelled() {
        assertThat(gate.cancelNow(job)).isFalse();
        gate.enter(job, session, connection);
        assertThat(gate.leave(job)).isFalse();
        assertThat(gate.cancelNow(job)).isFalse();

        assertThat(cancelled).isEmpty();
    }

    @Test
    void theCancellationOfAnotherJobMeetsNobodyWhetherTheOneInsideIsCancelledOrNot() {
        gate.enter(job, session, connection);
        assertThat(gate.cancelNow(job())).isFalse();
        assertThat(cancelled).isEmpty();

        gate.cancelNow(job);
        assertThat(gate.cancelNow(job())).isFalse();
        assertThat(cancelled).hasSize(1);
    }

    @Test
    void nothingIsKeptOfWhoHasLeft() {
        FakeConnection lent = new FakeConnection(2);
        WeakReference<FakeConnection> released = new WeakReference<>(lent);
        gate.enter(job, session, lent);
        gate.leave(job);
        lent = null;

        Garbage.isCollected(released, gate);
    }

    @Test
    void whoLeavesLetsTheNextInUncancelled() {
        gate.enter(job, session, connection);
        gate.cancelNow(job);
        gate.leave(job);
        QueuedJob<FakeConnection, ?> next = job();

        gate.enter(next, session, connection);

        assertThat(gate.cancelNow(job)).isFalse();
        assertThat(gate.leave(next)).isFalse();
    }

    private QueuedJob<FakeConnection, ?> job() {
        Job<FakeConnection, Integer> number = FakeConnection::number;
        return new QueuedJob<>(side, number, number, JobOptions.defaults());
    }
}
