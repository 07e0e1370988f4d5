package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.Timer;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Jobs go through a gate while cancellations come for the one inside, for the last one and for the next. */
class RunGateRaceTest {

    private static final int ROUNDS = 400_000;

    private final Side<FakeConnection> side = Workbench.side(Timer.system(), new JobLedger());
    private final RunGate<FakeConnection> gate = new RunGate<>();
    private final AtomicReference<FakeConnection> inside = new AtomicReference<>();
    private final AtomicReference<String> mistake = new AtomicReference<>();
    private volatile QueuedJob<FakeConnection, ?> current = job();
    private volatile boolean over;

    /** The connection of the latest job that was cancelled; the lock of the gate guards it. */
    private volatile FakeConnection cancelled;

    private final Session<FakeConnection> session = new Session<>() {
        @Override
        public FakeConnection lend(JobTransaction transaction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel(FakeConnection lent) {
            cancelled = lent;
            for (int look = 0; look < 10; look++) {
                if (inside.get() != lent) {
                    mistake.compareAndSet(null, "cancelled when it had left, or while another was inside");
                }
            }
        }
    };

    @Test
    void aCancellationMeetsItsOwnJobOrNoneAndTheJobDoesNotLeaveMeanwhile() throws Exception {
        Thread canceller = new Thread(this::cancelAll);
        canceller.start();
        int cancellations = 0;
        for (int round = 0; round < ROUNDS; round++) {
            QueuedJob<FakeConnection, ?> job = job();
            FakeConnection connection = new FakeConnection(round);
            inside.set(connection);
            gate.enter(job, session, connection);
            current = job;
            while (round % 4 == 0 && cancelled != connection) {
                Thread.onSpinWait();
            }
            boolean wasCancelled = gate.leave(job);
            inside.set(null);
            cancellations += wasCancelled ? 1 : 0;
            if (wasCancelled != (cancelled == connection)) {
                mistake.compareAndSet(null, "cancelled and not told of it, or the other way round");
            }
        }
        over = true;
        Workbench.join(canceller);

        assertThat(mistake.get()).isNull();
        assertThat(cancellations).isGreaterThanOrEqualTo(ROUNDS / 4);
    }

    private void cancelAll() {
        QueuedJob<FakeConnection, ?> last = current;
        while (!over) {
            QueuedJob<FakeConnection, ?> now = current;
            gate.cancelNow(now);
            gate.cancelNow(last);
            last = now;
        }
    }

    private QueuedJob<FakeConnection, ?> job() {
        Job<FakeConnection, Integer> number = FakeConnection::number;
        return new QueuedJob<>(side, number, number, JobOptions.defaults());
    }
}
