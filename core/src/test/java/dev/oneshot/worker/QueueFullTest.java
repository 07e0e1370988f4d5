package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Receiver;
import dev.oneshot.runner.BlockOnInterruptedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class QueueFullTest {

    @RegisterExtension
    final Workbench bench =
            new Workbench(settings -> settings.queueCapacity(2).admissionTimeout(Duration.ofSeconds(30)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final AtomicReference<Object> called = new AtomicReference<>();

    @Test
    void aFullQueueRefusesAtOnceWithACensus() throws Exception {
        bench.startOccupied();
        bench.timer.advance(Duration.ofMillis(400));
        worker.submit(bench.job("first"));
        bench.timer.advance(Duration.ofMillis(1_200));
        worker.submit(bench.job("second"));

        assertThatThrownBy(() -> worker.submit(bench.job("third"), JobOptions.named("insertOrder")))
                .isInstanceOf(QueueFullException.class)
                .hasMessage("worker 'orders' refused job 'insertOrder': queue full (queued=2, capacity=2,"
                        + " oldest waits 1.2 s, running 'gate' for 1.6 s)");
        assertThat(worker.count(JobOutcome.REFUSED)).isOne();
    }

    @Test
    void theCensusTellsOfAMissingConnection() throws Exception {
        Gate opening = new Gate();
        bench.connector.next(Step.OPEN, () -> {}).next(Step.OPEN, opening);
        worker.start();
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));
        opening.awaitEntered();
        worker.submit(bench.job("first"));
        worker.submit(bench.job("second"));

        assertThatThrownBy(() -> worker.submit(bench.job("third")))
                .isInstanceOf(QueueFullException.class)
                .hasMessageContaining("no connection for 0 µs: dev.oneshot.worker.BrokenPipe: broken pipe");
        opening.open();
    }

    @Test
    void aCallWaitsForAPlaceThatTheWorkerFrees() throws Exception {
        Gate gate = fill();
        Thread caller = Workbench.startUntilItWaits(() -> called.set(worker.call(bench.job("third"))));

        gate.open();

        Workbench.join(caller);
        assertThat(called).hasValue("third");
    }

    @Test
    void aCallWaitsForAPlaceThatACancelledJobFrees() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> unwanted = worker.submit(bench.job("first"));
        worker.submit(bench.job("second"));
        Thread caller = Workbench.startUntilItWaits(() -> called.set(worker.call(bench.job("third"))));

        unwanted.close();
        awaitQueued(2);
        gate.open();

        Workbench.join(caller);
        assertThat(called).hasValue("third");
        assertThat(bench.connector.events()).doesNotContain("run first");
    }

    @Test
    void aCallIsRefusedWhenNoPlaceComesInTime() throws Exception {
        Workbench impatient =
                new Workbench(settings -> settings.queueCapacity(1).admissionTimeout(Duration.ZERO));
        try {
            impatient.startOccupied();
            impatient.worker.submit(impatient.job("first"));

            assertThatThrownBy(() -> impatient.worker.call(impatient.job("second")))
                    .isInstanceOf(QueueFullException.class);
        } finally {
            impatient.worker.stop(Duration.ZERO);
        }
    }

    @Test
    void aCallDoesNotWaitForAPlaceBeyondItsDeadline() throws Exception {
        fill();
        JobOptions hasty = JobOptions.defaults().withDeadline(Duration.ofMillis(1));

        assertThatThrownBy(() -> worker.call(bench.job("third"), hasty)).isInstanceOf(QueueFullException.class);
    }

    @Test
    void aStopReleasesThoseWhoWaitForAPlace() throws Exception {
        fill();
        Thread caller =
                Workbench.startUntilItWaits(() -> called.set(catchThrowable(() -> worker.call(bench.job("third")))));

        worker.stop(Duration.ZERO);

        Workbench.join(caller);
        assertThat(called.get()).isInstanceOf(WorkerStoppedException.class);
    }

    @Test
    void anInterruptEndsTheWaitForAPlaceAndStaysSet() throws Exception {
        fill();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = Workbench.startUntilItWaits(() -> {
            called.set(catchThrowable(() -> worker.call(bench.job("third"))));
            flag.set(Thread.currentThread().isInterrupted());
        });

        caller.interrupt();

        Workbench.join(caller);
        assertThat(called.get()).isInstanceOf(BlockOnInterruptedException.class);
        assertThat(flag).hasValue(true);
    }

    @Test
    void anInterruptedCallerIsNotToldThatAnEmptyQueueIsFull() throws Exception {
        Gate gate = bench.startOccupied();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> worker.call(bench.job("unheard"))).isInstanceOf(BlockOnInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        gate.open();
        worker.stop();
        assertThat(bench.connector.events()).doesNotContain("run unheard");
    }

    @Test
    void aCancelledJobFreesItsPlaceAtOnce() throws Exception {
        bench.startOccupied();
        worker.submit(bench.job("first"));
        Receiver<String> unwanted = worker.submit(bench.job("second"));

        unwanted.close();

        assertThat(worker.snapshot().queue().remaining()).isOne();
        worker.submit(bench.job("third"));
    }

    @Test
    void anExpiredJobFreesItsPlaceBeforeItsCallerHears() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions hasty = JobOptions.defaults().withDeadline(Duration.ofSeconds(1));
        worker.submit(bench.job("first"));
        Receiver<String> late = worker.submit(bench.job("second"), hasty);
        AtomicReference<Receiver<String>> again = new AtomicReference<>();
        late.toCompletableFuture(Runnable::run)
                .whenComplete((value, failure) -> again.set(worker.submit(bench.job("again"))));

        bench.timer.advance(Duration.ofSeconds(1));

        gate.open();
        assertThat(answer(again.get())).isEqualTo("again");
    }

    /** A gate that runs, and both places of the queue taken. */
    private Gate fill() throws InterruptedException {
        Gate gate = bench.startOccupied();
        worker.submit(bench.job("first"));
        worker.submit(bench.job("second"));
        return gate;
    }

    private void awaitQueued(int size) {
        while (worker.snapshot().queue().size() != size) {
            Thread.onSpinWait();
        }
    }
}
