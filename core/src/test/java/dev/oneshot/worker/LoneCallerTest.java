package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Receiver;
import dev.oneshot.runner.BlockOnInterruptedException;
import dev.oneshot.runner.Runner;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A caller that finds the connection idle runs its job itself, on loan. */
@Timeout(60)
class LoneCallerTest {

    private final Runner runner = Runner.create();

    @RegisterExtension
    final Workbench bench = new Workbench(
            ScriptedConnector.unbound(), settings -> settings.runner(runner).deadline(Duration.ofSeconds(5)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final AtomicReference<Object> outcome = new AtomicReference<>();

    @BeforeEach
    void start() {
        worker.start();
        Workbench.awaitIdle(worker);
    }

    @Test
    void theJobRunsOnItsCallersThreadInATransactionOfItsOwn() {
        Thread ran = worker.call(connection -> Thread.currentThread());

        assertThat(ran).isSameAs(Thread.currentThread());
        assertThat(bench.connector.events()).containsExactly("open 1", "begin 1", "commit 1");
        assertThat(worker.count(JobOutcome.DONE)).isOne();
        assertThat(worker.commits()).isOne();
    }

    @Test
    void theAnswerIsThereAtTheFirstPoll() {
        worker.call(bench.job("one"));

        assertThat(runner.counter().polls()).isOne();
        assertThat(runner.counter().pendings()).isZero();
        assertThat(runner.counter().completions()).isOne();
    }

    @Test
    void oneCallFollowsAnother() {
        for (int call = 0; call < 3; call++) {
            assertThat(worker.<Thread>call(connection -> Thread.currentThread()))
                    .isSameAs(Thread.currentThread());
        }
    }

    @Test
    void whatTheJobThrowsIsThrownAndRolledBack() {
        IllegalArgumentException failure = new IllegalArgumentException("no such order");

        assertThatThrownBy(() -> worker.call(connection -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(bench.connector.events()).containsExactly("open 1", "begin 1", "rollback 1");
        assertThat(worker.call(bench.job("next"))).isEqualTo("next");
    }

    @Test
    void aConnectionIsNotLentWhenItIsBoundToItsThreadOrPacedOrWhenLendingIsOff() {
        assertNeverLent(new Workbench());
        assertNeverLent(new Workbench(ScriptedConnector.unbound(), settings -> settings.pacing(Duration.ofNanos(1))));
        assertNeverLent(new Workbench(ScriptedConnector.unbound(), settings -> settings.lendToCallers(false)));
    }

    private static void assertNeverLent(Workbench bench) {
        bench.worker.start();
        try {
            Workbench.awaitIdle(bench.worker);

            String ran = bench.worker.call(connection -> Thread.currentThread().getName());

            assertThat(ran).isEqualTo("oneshot-orders");
        } finally {
            bench.worker.stop();
        }
    }

    @Test
    void submittedJobsRunOnTheWorkersThread() {
        String ran = answer(worker.submit(connection -> Thread.currentThread().getName()));

        assertThat(ran).isEqualTo("oneshot-orders");
    }

    @Test
    void whatComesInDuringALoanWaitsAndThenRunsOnTheWorkersThread() throws Exception {
        Gate gate = new Gate();
        Thread borrower = callInBackground(gate);
        gate.awaitEntered();

        Receiver<String> waiting =
                worker.submit(connection -> Thread.currentThread().getName());
        WorkerSnapshot during = worker.snapshot();
        gate.open();

        assertThat(during.state()).isEqualTo(WorkerState.RUNNING);
        assertThat(during.queue().size()).isOne();
        assertThat(answer(waiting)).isEqualTo("oneshot-orders");
        Workbench.join(borrower);
        assertThat(outcome.get()).isEqualTo("through the gate");
    }

    @Test
    void inACrowdNobodyBorrowsUntilSixteenJobsInARowHaveComeAlone() throws Exception {
        Gate gate = bench.occupy();
        worker.submit(bench.job("two are"));
        Receiver<String> crowd = worker.submit(bench.job("a crowd"));
        gate.open();
        answer(crowd);

        int queued = 0;
        Thread ran = null;
        while (ran != Thread.currentThread()) {
            Workbench.awaitIdle(worker);
            ran = worker.call(connection -> Thread.currentThread());
            queued++;
        }

        assertThat(queued).isEqualTo(17);
    }

    @Test
    void aCallerThatFindsTheConnectionInUseWaitsInTheQueue() throws Exception {
        Gate gate = bench.occupy();
        Thread caller = callInBackground(connection -> Thread.currentThread().getName());
        while (worker.snapshot().queue().size() == 0) {
            Thread.onSpinWait();
        }

        gate.open();

        Workbench.join(caller);
        assertThat(outcome.get()).isEqualTo("oneshot-orders");
    }

    @Test
    void aConnectionThatWasIdleForLongIsValidatedOnTheWorkersThread() {
        bench.timer.advance(Duration.ofSeconds(1));

        String ran = worker.call(connection -> Thread.currentThread().getName());

        assertThat(ran).isEqualTo("oneshot-orders");
        assertThat(bench.connector.events()).containsExactly("open 1", "validate 1", "begin 1", "commit 1");
    }

    @Test
    void soItIsAgainThoughItWasJustBeforeForAJobThatWasCalledOff() throws Exception {
        Gate validation = new Gate();
        bench.connector.next(Step.VALIDATE, validation);
        bench.timer.advance(Duration.ofSeconds(1));
        Receiver<String> calledOff = worker.submit(bench.job("called off"));
        validation.awaitEntered();
        calledOff.close();
        validation.open();
        Workbench.awaitIdle(worker);

        bench.timer.advance(Duration.ofHours(1));
        worker.call(bench.job("next"));

        assertThat(bench.connector.events())
                .containsExactly("open 1", "validate 1", "validate 1", "begin 1", "run next", "commit 1");
    }

    @Test
    void aJobOnLoanCannotWaitForItsOwnWorkerNorStopIt() {
        assertThatThrownBy(() -> worker.call(connection -> worker.call(bench.job("inner"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a job of this worker cannot wait for another job");
        assertThatThrownBy(() -> worker.call(connection -> {
                    worker.stop();
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be stopped from one of its own jobs");
        assertThat(worker.call(bench.job("next"))).isEqualTo("next");
    }

    @Test
    void theDeadlineCancelsAJobOnLoan() throws Exception {
        Gate gate = new Gate();
        bench.connector.always(Step.CANCEL, gate::open);
        Thread borrower = callInBackground(gate);
        gate.awaitEntered();

        bench.timer.advance(Duration.ofSeconds(5));

        Workbench.join(borrower);
        assertThat(outcome.get()).isInstanceOf(DeadlineExceededException.class);
        assertThat(bench.connector.events()).contains("begin 1", "cancel 1", "rollback 1");
        // Who comes next finds a connection that has been looked at.
        assertThat(worker.call(bench.job("next"))).isEqualTo("next");
        assertThat(bench.connector.events()).endsWith("validate 1", "begin 1", "run next", "commit 1");
    }

    @Test
    void aConnectionThatBreaksOnLoanIsReplacedByTheWorkerThoughNoJobWaits() throws Exception {
        Throwable failure = catchThrowable(() -> worker.call(connection -> {
            throw new BrokenPipe();
        }));

        assertThat(failure).hasRootCauseInstanceOf(BrokenPipe.class);
        bench.connector.await(Step.OPEN, 2);
        assertThat(worker.call(FakeConnection::number)).isEqualTo(2);
    }

    @Test
    void aJobThatCouldNotBeginOnLoanGoesToTheQueueAndIsAnsweredFromThere() {
        bench.connector.next(Step.BEGIN, ScriptedConnector.fail(new BrokenPipe()));

        String ran = worker.call(connection -> Thread.currentThread().getName());

        assertThat(ran).isEqualTo("oneshot-orders");
        assertThat(bench.connector.events())
                .containsExactly("open 1", "begin 1", "close 1", "open 2", "begin 2", "commit 2");
        assertThat(worker.count(JobOutcome.DONE)).isOne();
    }

    @Test
    void anErrorOfTheConnectorOnLoanKillsTheThreadAndIsAnswered() {
        Error death = new Error("the connector is beside itself");
        bench.connector.next(Step.BEGIN, ScriptedConnector.fail(death));

        assertThatThrownBy(() -> worker.call(bench.job("first")))
                .isInstanceOf(WorkerDiedException.class)
                .hasCause(death);

        assertThat(worker.call(FakeConnection::number)).isEqualTo(2);
    }

    @Test
    void stopWaitsForAJobOnLoanAndClosesTheConnectionOnItsThread() throws Exception {
        Gate gate = new Gate();
        Thread borrower = callInBackground(gate);
        gate.awaitEntered();
        Thread stopper = Workbench.startUntilItWaits(worker::stop);

        gate.open();

        Workbench.join(stopper);
        Workbench.join(borrower);
        assertThat(outcome.get()).isEqualTo("through the gate");
        assertThat(bench.connector.events()).containsExactly("open 1", "begin 1", "commit 1", "close 1");
    }

    @Test
    void aStopThatHasRunOutOfTimeInterruptsTheJobOnLoanAndLeavesTheCallersThreadAlone() throws Exception {
        Gate gate = new Gate();
        AtomicReference<Boolean> interruptedAfterwards = new AtomicReference<>();
        Thread borrower = Workbench.startUntilItWaits(() -> {
            outcome.set(catchThrowable(() -> worker.call(gate)));
            interruptedAfterwards.set(Thread.currentThread().isInterrupted());
        });
        gate.awaitEntered();

        worker.stop(Duration.ZERO);

        Workbench.join(borrower);
        assertThat(outcome.get()).isInstanceOf(WorkerStoppedException.class);
        assertThat(interruptedAfterwards.get()).isFalse();
        assertThat(bench.connector.events()).endsWith("rollback 1", "close 1");
    }

    @Test
    void anInterruptOfTheCallerReachesTheJobAndStaysWithTheCaller() throws Exception {
        Gate gate = new Gate();
        AtomicReference<Boolean> interruptedAfterwards = new AtomicReference<>();
        Thread borrower = Workbench.startUntilItWaits(() -> {
            outcome.set(catchThrowable(() -> worker.call(gate)));
            interruptedAfterwards.set(Thread.currentThread().isInterrupted());
        });
        gate.awaitEntered();

        borrower.interrupt();

        Workbench.join(borrower);
        assertThat(outcome.get()).isInstanceOf(Throwable.class);
        assertThat((Throwable) outcome.get()).hasRootCauseInstanceOf(InterruptedException.class);
        // The job has taken note of it by its exception, as Java's own methods do.
        assertThat(interruptedAfterwards.get()).isFalse();
    }

    @Test
    void theCallersOwnInterruptOutlivesThatOfAStop() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicReference<Boolean> interruptedAfterwards = new AtomicReference<>();
        Thread borrower = new Thread(() -> {
            outcome.set(catchThrowable(() -> worker.call(connection -> {
                Thread.currentThread().interrupt();
                interrupted.countDown();
                while (stopped.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return null;
            })));
            interruptedAfterwards.set(Thread.currentThread().isInterrupted());
        });
        borrower.start();
        interrupted.await();

        worker.stop(Duration.ZERO);
        stopped.countDown();

        Workbench.join(borrower);
        assertThat(outcome.get()).isInstanceOf(WorkerStoppedException.class);
        assertThat(interruptedAfterwards.get()).isTrue();
    }

    @Test
    void soDoesOneThatTheJobIgnoredIfTheStopInterruptsItsCommit() throws Exception {
        Gate commit = new Gate();
        bench.connector.next(Step.COMMIT, commit);
        AtomicReference<Boolean> interruptedAfterwards = new AtomicReference<>();
        Thread borrower = new Thread(() -> {
            outcome.set(catchThrowable(() -> worker.call(connection -> {
                Thread.currentThread().interrupt();
                return null;
            })));
            interruptedAfterwards.set(Thread.currentThread().isInterrupted());
        });
        borrower.start();
        commit.awaitEntered();

        worker.stop(Duration.ZERO);

        Workbench.join(borrower);
        assertThat(outcome.get()).isInstanceOf(WorkerException.class);
        assertThat(interruptedAfterwards.get()).isTrue();
    }

    @Test
    void anInterruptThatTheJobIgnoredStaysWithTheCaller() {
        String answer = worker.call(connection -> {
            Thread.currentThread().interrupt();
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bench.connector.events()).endsWith("commit 1");
    }

    @Test
    void aCallerThatComesInterruptedBorrowsNothing() {
        AtomicReference<Thread> ran = new AtomicReference<>();
        Thread.currentThread().interrupt();

        Throwable failure = catchThrowable(() -> worker.call(connection -> {
            ran.set(Thread.currentThread());
            return null;
        }));

        assertThat(Thread.interrupted()).isTrue();
        worker.stop();
        assertThat(ran.get()).isNotSameAs(Thread.currentThread());
        assertThat(failure)
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        interrupted -> assertThat(interrupted).isInstanceOf(BlockOnInterruptedException.class));
    }

    @Test
    void theIdleTaskRunsOnTheWorkersThreadBetweenLoans() throws Exception {
        AtomicReference<Thread> carer = new AtomicReference<>();
        Workbench other = new Workbench(
                ScriptedConnector.unbound(),
                settings -> settings.whenIdle(Duration.ofMillis(1), connection -> carer.set(Thread.currentThread())));
        other.worker.start();
        try {
            for (int call = 0; call < 200; call++) {
                other.worker.call(other.job("one"));
            }
            while (carer.get() == null) {
                Thread.onSpinWait();
            }
            assertThat(carer.get()).isNotSameAs(Thread.currentThread());
        } finally {
            other.worker.stop();
        }
    }

    private Thread callInBackground(Job<FakeConnection, String> job) {
        Thread thread = new Thread(() -> {
            try {
                outcome.set(worker.call(job));
            } catch (Throwable failure) {
                outcome.set(failure);
            }
        });
        thread.start();
        return thread;
    }
}
