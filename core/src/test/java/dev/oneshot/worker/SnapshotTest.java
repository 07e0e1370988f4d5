package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.testing.Garbage;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class SnapshotTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.queueCapacity(10));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    private record End(String job, JobOutcome outcome, Duration waited, Duration ran) {}

    @Test
    void aNewWorkerIsStoppedEmptyAndUnconnected() {
        WorkerSnapshot snapshot = worker.snapshot();

        assertThat(snapshot)
                .isEqualTo(new WorkerSnapshot(
                        "orders",
                        WorkerState.STOPPED,
                        new WorkerSnapshot.Queue(0, lanes(0, 0, 0), 10, Duration.ZERO),
                        null,
                        new WorkerSnapshot.Connection(false, Duration.ZERO, 0, null),
                        null));
        assertThat(worker.name()).isEqualTo("orders");
    }

    @Test
    void aRunningWorkerTellsItsJobItsQueueAndTheirAges() throws Exception {
        bench.startOccupied();
        bench.timer.advance(Duration.ofSeconds(2));
        worker.submit(bench.job("first"));
        bench.timer.advance(Duration.ofSeconds(1));
        worker.submit(bench.job("second"), JobOptions.defaults().withPriority(Priority.HIGH));

        WorkerSnapshot snapshot = worker.snapshot();

        assertThat(snapshot.state()).isEqualTo(WorkerState.RUNNING);
        assertThat(snapshot.running()).isEqualTo(new WorkerSnapshot.Running("gate", Duration.ofSeconds(3)));
        assertThat(snapshot.queue()).isEqualTo(new WorkerSnapshot.Queue(2, lanes(1, 1, 0), 10, Duration.ofSeconds(1)));
        assertThat(snapshot.queue().remaining()).isEqualTo(8);
        assertThat(snapshot.connection())
                .isEqualTo(new WorkerSnapshot.Connection(true, Duration.ofSeconds(3), 0, null));
    }

    private static Map<Priority, Integer> lanes(int high, int normal, int low) {
        return Map.of(Priority.HIGH, high, Priority.NORMAL, normal, Priority.LOW, low);
    }

    @Test
    void aLaneIsCountedDownByWhatIsTakenOutAndByWhatLeaves() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> low =
                worker.submit(bench.job("low"), JobOptions.defaults().withPriority(Priority.LOW));
        Receiver<String> normal = worker.submit(bench.job("normal"));

        low.close();

        assertThat(worker.snapshot().queue().lanes()).isEqualTo(lanes(0, 1, 0));
        gate.open();
        answer(normal);
        assertThat(worker.snapshot().queue().lanes()).isEqualTo(lanes(0, 0, 0));
    }

    @Test
    void connectionsThatOpenAndDoNotWorkDoNotEndTheTimeWithoutOne() throws Exception {
        CountDownLatch reopen = new CountDownLatch(1);
        bench.connector.next(Step.OPEN, () -> {}).next(Step.OPEN, () -> {}).next(Step.OPEN, reopen::await);
        Job<FakeConnection, String> breaking = connection -> {
            throw new BrokenPipe();
        };
        worker.start();
        bench.timer.advance(Duration.ofSeconds(1));
        failure(worker.submit(breaking));
        bench.timer.advance(Duration.ofMillis(1));
        failure(worker.submit(breaking));
        bench.timer.advance(Duration.ofMillis(2));

        WorkerSnapshot.Connection connection = worker.snapshot().connection();

        assertThat(connection.connected()).isFalse();
        assertThat(connection.since()).isEqualTo(Duration.ofMillis(3));
        reopen.countDown();
    }

    @Test
    void anIdleWorkerIsIdleAsSoonAsItsCallerHasTheAnswer() {
        worker.start();
        answer(worker.submit(bench.job("first")));

        assertThat(worker.snapshot().state()).isEqualTo(WorkerState.IDLE);
        assertThat(worker.snapshot().running()).isNull();
    }

    @Test
    void theOldestWaitIsThatOfTheFirstWhoIsStillThere() throws Exception {
        bench.startOccupied();
        Receiver<String> first = worker.submit(bench.job("first"));
        bench.timer.advance(Duration.ofSeconds(1));
        Receiver<String> second = worker.submit(bench.job("second"));
        bench.timer.advance(Duration.ofSeconds(1));
        worker.submit(bench.job("third"));
        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(worker.snapshot().queue().oldestWait()).isEqualTo(Duration.ofSeconds(3));
        second.close();
        assertThat(worker.snapshot().queue().oldestWait()).isEqualTo(Duration.ofSeconds(3));
        first.close();
        assertThat(worker.snapshot().queue().oldestWait()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aListenerHearsOfEveryEndWithItsTimes() throws Exception {
        Queue<End> ends = new ConcurrentLinkedQueue<>();
        worker.addListener((job, outcome, waited, ran) ->
                ends.add(new End(job, outcome, Duration.ofNanos(waited), Duration.ofNanos(ran))));
        Gate gate = bench.startOccupied();
        JobOptions options = JobOptions.named("late").withDeadline(Duration.ofSeconds(2));
        Receiver<String> late = worker.submit(bench.job("late"), options);
        Receiver<String> failing = worker.submit(
                connection -> {
                    throw new IllegalStateException("job");
                },
                JobOptions.named("failing"));
        bench.timer.advance(Duration.ofSeconds(1));
        worker.submit(bench.job("gone"), JobOptions.named("gone")).close();
        bench.timer.advance(Duration.ofSeconds(1));
        failure(late);
        gate.open();
        failure(failing);

        assertThat(ends)
                .containsExactly(
                        new End("gone", JobOutcome.CANCELLED, Duration.ZERO, Duration.ZERO),
                        new End("late", JobOutcome.EXPIRED, Duration.ofSeconds(2), Duration.ZERO),
                        new End("gate", JobOutcome.DONE, Duration.ZERO, Duration.ofSeconds(2)),
                        new End("failing", JobOutcome.FAILED, Duration.ofSeconds(2), Duration.ZERO));
        for (End end : ends) {
            assertThat(worker.count(end.outcome())).as(end.toString()).isOne();
        }
        assertThat(worker.count(JobOutcome.UNKNOWN)).isZero();
    }

    @Test
    void aListenerThatThrowsWhateverItIsKeepsNoAnswerAndNoOtherListener() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        worker.addListener((job, outcome, waited, ran) -> {
            throw new AssertionError("listener");
        });
        worker.addListener((job, outcome, waited, ran) -> {
            throw new IllegalStateException("listener");
        });
        worker.addListener((job, outcome, waited, ran) -> heard.add(job));
        worker.start();

        assertThat(answer(worker.submit(bench.job("first")))).isEqualTo("first");
        assertThat(answer(worker.submit(bench.job("second"), JobOptions.named("second"))))
                .isEqualTo("second");
        assertThat(heard).hasSize(2).endsWith("second");
        assertThat(bench.connector.threads()).hasSize(1);
    }

    @Test
    void aReceiverThatIsKeptHoldsNoAnswerThatWasTaken() {
        worker.start();
        Receiver<Object> receiver = worker.submit(connection -> new Object());

        WeakReference<Object> taken = new WeakReference<>(answer(receiver));

        Garbage.isCollected(taken, receiver);
    }

    @Test
    void aJobWithoutANameIsCalledByTheClassItWasWrittenIn() throws Exception {
        worker.start();
        Gate gate = new Gate();
        worker.submit(connection -> gate.run(connection));
        gate.awaitEntered();

        assertThat(worker.snapshot().running().job()).isEqualTo("SnapshotTest");
        gate.open();
    }
}
