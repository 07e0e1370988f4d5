package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Receiver;
import dev.oneshot.time.ManualTimer;
import dev.oneshot.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class DeadlineTest {

    private static final JobOptions SECOND = JobOptions.named("findProduct").withDeadline(Duration.ofSeconds(1));

    @RegisterExtension
    final Workbench bench =
            new Workbench(settings -> settings.queueCapacity(100_000).deadline(Duration.ofSeconds(5)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void aJobThatExpiresInTheQueueNeverTouchesTheConnection() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> late = worker.submit(bench.job("late"), SECOND);

        bench.timer.advance(Duration.ofMillis(999));
        assertThat(late.tryReceive().isReady()).isFalse();
        bench.timer.advance(Duration.ofMillis(1));

        assertThat(failure(late))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessage("worker 'orders' did not come to job 'findProduct' in time: it waited 1.0 s"
                        + " and never touched the connection (running 'gate' for 1.0 s)");
        gate.open();
        worker.stop();
        assertThat(bench.connector.events()).containsExactly("open 1", "begin 1", "commit 1", "close 1");
        assertThat(worker.count(JobOutcome.EXPIRED)).isOne();
    }

    @Test
    void aJobThatExpiresInTheQueueOfAWorkerWithoutAConnectionIsToldSinceWhenAndWhy() throws Exception {
        Gate opening = new Gate();
        bench.connector.next(Step.OPEN, () -> {}).next(Step.OPEN, opening);
        worker.start();
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));
        opening.awaitEntered();
        bench.timer.advance(Duration.ofMillis(4_200));
        Receiver<String> late = worker.submit(bench.job("late"), SECOND);

        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(failure(late))
                .hasMessageEndingWith("it waited 1.0 s and never touched the connection"
                        + " (no connection for 5.2 s: dev.oneshot.worker.BrokenPipe: broken pipe)");
        opening.open();
    }

    @Test
    void aJobThatExpiresWhileItRunsIsRolledBackAndTheWorkerGoesOn() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> slow = worker.submit(gate, SECOND);
        gate.awaitEntered();

        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(failure(slow))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("did not finish job 'findProduct' in time: it waited 0 µs, ran 1.0 s");
        bench.connector.await(Step.CANCEL, 1);
        gate.open();
        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
        worker.stop();
        assertThat(bench.connector.events())
                .filteredOn(event -> !event.startsWith("cancel"))
                .containsExactly(
                        "open 1", "begin 1", "rollback 1", "validate 1", "begin 1", "run next", "commit 1", "close 1");
    }

    @Test
    void aDeadlineThatPassesDuringTheCommitLeavesTheOutcomeUnknown() throws Exception {
        worker.start();
        Gate commit = new Gate();
        bench.connector.next(Step.COMMIT, commit);
        Receiver<String> receiver = worker.submit(bench.job("order"), SECOND);
        commit.awaitEntered();

        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(failure(receiver))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("reached the deadline while it committed job 'findProduct' after 1.0 s");
        commit.open();
        worker.stop();
        assertThat(bench.connector.count(Step.ROLLBACK)).isZero();
        assertThat(worker.count(JobOutcome.UNKNOWN)).isOne();
        assertThat(worker.count(JobOutcome.DONE)).isZero();
    }

    @Test
    void aHundredThousandExpiredJobsAreClearedWithoutTouchingTheConnection() throws Exception {
        Gate gate = bench.startOccupied();
        List<Receiver<String>> late = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            late.add(worker.submit(bench.job("late"), SECOND));
        }

        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(worker.snapshot().queue().size()).isZero();
        assertThat(late)
                .allSatisfy(receiver -> assertThat(failure(receiver)).isInstanceOf(DeadlineExceededException.class));
        gate.open();
        worker.stop();
        assertThat(bench.connector.events()).containsExactly("open 1", "begin 1", "commit 1", "close 1");
        assertThat(worker.count(JobOutcome.EXPIRED)).isEqualTo(100_000);
    }

    @Test
    void theWorkersDeadlineCountsWhereAJobBringsNone() throws Exception {
        bench.startOccupied();
        Receiver<String> late = worker.submit(bench.job("late"));
        Receiver<String> patient =
                worker.submit(bench.job("patient"), JobOptions.defaults().withoutDeadline());

        bench.timer.advance(Duration.ofSeconds(5));

        assertThat(failure(late)).isInstanceOf(DeadlineExceededException.class);
        assertThat(patient.tryReceive().isReady()).isFalse();
    }

    @Test
    void theDeadlinesOfAnsweredJobsAreForgottenWhenTheFirstWouldHaveCome() {
        worker.start();

        answer(worker.submit(bench.job("quick"), SECOND));
        answer(worker.submit(bench.job("quick"), SECOND));

        assertThat(bench.timer.waiting()).as("one alarm for both").isOne();
        bench.timer.advance(Duration.ofSeconds(1));
        assertThat(bench.timer.waiting()).isZero();
    }

    @Test
    void aStoppedWorkerHasNoDeadlines() {
        worker.start();
        answer(worker.submit(bench.job("quick"), SECOND));

        worker.stop();

        assertThat(bench.timer.waiting()).isZero();
    }

    @Test
    void theDeadlineCountsFromTheSubmissionAlsoWhenTheCallHadToWaitForAPlace() throws Exception {
        Workbench small = new Workbench(settings -> settings.queueCapacity(1).admissionTimeout(Duration.ofSeconds(30)));
        try {
            small.startOccupied();
            Receiver<String> unwanted = small.worker.submit(small.job("first"));
            AtomicReference<Throwable> called = new AtomicReference<>();
            JobOptions patient = JobOptions.defaults().withDeadline(Duration.ofSeconds(20));
            Thread caller = Workbench.startUntilItWaits(
                    () -> called.set(catchThrowable(() -> small.worker.call(small.job("second"), patient))));

            small.timer.advance(Duration.ofSeconds(15));
            unwanted.close();
            small.timer.advance(Duration.ofSeconds(5));
            // The caller may get its place, and set the alarm, before or after that.
            while (caller.isAlive()) {
                small.timer.advance(Duration.ZERO);
                Thread.onSpinWait();
            }

            Workbench.join(caller);
            assertThat(called.get())
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("waited 20.0 s");
        } finally {
            small.worker.stop(Duration.ZERO);
        }
    }

    @Test
    void aJobWhoseDeadlineCannotBeWatchedIsNotRunUnheard() throws Exception {
        OutOfMemoryError failure = new OutOfMemoryError("no thread for the timer");
        ManualTimer clock = ManualTimer.create();
        Workbench unwatched = new Workbench(settings -> settings.timer(new Timer() {
            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public Timeout schedule(long delayNanos, Runnable action) {
                throw failure;
            }
        }));
        try {
            Gate gate = unwatched.startOccupied();

            assertThatThrownBy(() -> unwatched.worker.submit(unwatched.job("unheard"), SECOND))
                    .isSameAs(failure);

            assertThat(unwatched.worker.snapshot().queue().size()).isZero();
            gate.open();
            unwatched.worker.stop();
            assertThat(unwatched.connector.events()).doesNotContain("run unheard");
        } finally {
            unwatched.worker.stop(Duration.ZERO);
        }
    }
}
