package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that wait together share one transaction, and nothing else. */
class GroupCommitTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.group(3, Duration.ofSeconds(1)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void jobsThatWaitTogetherAreCommittedTogether() throws Exception {
        List<Receiver<String>> answers = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        worker.addListener(new GroupListener(groups));
        Gate gate = occupyAlone();
        for (String name : List.of("a", "b", "c", "d")) {
            answers.add(worker.submit(bench.job(name)));
        }

        gate.open();

        assertThat(answers).extracting(Workbench::answer).containsExactly("a", "b", "c", "d");
        assertThat(eventsAfterTheGate())
                .containsExactly(
                        "begin 1",
                        "run a",
                        "fence 1",
                        "run b",
                        "release 1",
                        "fence 1",
                        "run c",
                        "release 1",
                        "commit 1",
                        "begin 1",
                        "run d",
                        "commit 1");
        assertThat(groups).containsExactly(1, 3, 1);
        assertThat(worker.commits()).isEqualTo(3);
    }

    @Test
    void nobodyIsAnsweredBeforeTheCommit() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> first = worker.submit(bench.job("a"));
        List<Boolean> answered = new ArrayList<>();
        Receiver<String> second = worker.submit(connection -> {
            answered.add(first.tryReceive().isReady());
            return "b";
        });
        bench.connector
                .next(Step.COMMIT, () -> {})
                .next(Step.COMMIT, () -> answered.add(first.tryReceive().isReady()));

        gate.open();

        assertThat(answer(second)).isEqualTo("b");
        assertThat(answer(first)).isEqualTo("a");
        assertThat(answered).containsExactly(false, false);
    }

    @Test
    void whatFollowsACommitComesAfterItsMeasureAndBeforeTheAnswers() throws Exception {
        List<Integer> groups = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        worker.addListener(new GroupListener(groups));
        Gate gate = occupyAlone();
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> second = worker.submit(bench.job("b"));
        bench.connector.next(Step.AFTER_COMMIT, () -> {}).next(Step.AFTER_COMMIT, () -> {
            seen.add("groups " + groups + ", answered " + first.tryReceive().isReady());
        });

        gate.open();

        assertThat(answer(second)).isEqualTo("b");
        assertThat(answer(first)).isEqualTo("a");
        assertThat(seen).containsExactly("groups [1, 2], answered false");
    }

    @Test
    void aConnectionThatWhatFollowsACommitHasSpoiledIsReplacedAndTheCommitStands() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> first = worker.submit(bench.job("a"));
        bench.connector
                .next(Step.AFTER_COMMIT, () -> {})
                .next(Step.AFTER_COMMIT, ScriptedConnector.fail(new IllegalStateException("spoiled")));

        gate.open();

        assertThat(answer(first)).isEqualTo("a");
        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
    }

    @Test
    void aCancelledJobEndsTheGroupAndTheConnectionIsValidatedBeforeTheCommit() throws Exception {
        Gate gate = occupyAlone();
        Gate victim = new Gate();
        bench.connector.always(Step.CANCEL, victim::open);
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> cancelled = worker.submit(victim);
        Receiver<String> next = worker.submit(bench.job("b"));
        gate.open();
        victim.awaitEntered();

        cancelled.close();

        assertThat(answer(first)).isEqualTo("a");
        assertThat(answer(next)).isEqualTo("b");
        assertThat(eventsAfterTheGate())
                .containsExactly(
                        "begin 1",
                        "run a",
                        "fence 1",
                        "cancel 1",
                        "undo 1",
                        "validate 1",
                        "commit 1",
                        "begin 1",
                        "run b",
                        "commit 1");
    }

    @Test
    void aGroupIsRolledBackIfTheConnectionDoesNotSurviveTheCancellationOfOne() throws Exception {
        Gate gate = occupyAlone();
        Gate victim = new Gate();
        bench.connector.always(Step.CANCEL, victim::open);
        bench.connector.next(Step.VALIDATE, ScriptedConnector.fail(new BrokenPipe()));
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> cancelled = worker.submit(victim);
        Receiver<Integer> next = worker.submit(FakeConnection::number);
        gate.open();
        victim.awaitEntered();

        cancelled.close();

        assertThat(failure(first)).isInstanceOf(RolledBackException.class);
        assertThat(answer(next)).isEqualTo(2);
    }

    @Test
    void oneThatFailsIsUndoneAloneAndTheOthersAreCommitted() throws Exception {
        Gate gate = occupyAlone();
        IllegalStateException wrong = new IllegalStateException("wrong");
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> failing = worker.submit(failing(wrong));
        Receiver<String> last = worker.submit(bench.job("c"));

        gate.open();

        assertThat(failure(failing)).isSameAs(wrong);
        assertThat(answer(first)).isEqualTo("a");
        assertThat(answer(last)).isEqualTo("c");
        assertThat(eventsAfterTheGate())
                .containsExactly("begin 1", "run a", "fence 1", "undo 1", "fence 1", "run c", "release 1", "commit 1");
        assertThat(worker.rollbacks()).isEqualTo(1);
    }

    @Test
    void oneThatTheSessionObjectsToIsUndoneAloneAndGetsTheObjection() throws Exception {
        Gate gate = occupyAlone();
        IllegalStateException objection = new IllegalStateException("marked for rollback");
        Receiver<String> first = worker.submit(bench.job("a"));
        bench.connector
                .next(Step.RETURNED, () -> {})
                .next(Step.RETURNED, () -> {})
                .next(Step.RETURNED, ScriptedConnector.fail(objection));
        Receiver<String> refused = worker.submit(bench.job("b"));
        Receiver<String> last = worker.submit(bench.job("c"));

        gate.open();

        assertThat(failure(refused)).isSameAs(objection);
        assertThat(answer(first)).isEqualTo("a");
        assertThat(answer(last)).isEqualTo("c");
        assertThat(bench.connector.events()).containsSubsequence("run b", "returned 1", "undo 1", "run c", "commit 1");
        assertThat(worker.rollbacks()).isEqualTo(1);
    }

    @Test
    void oneThatLeavesATransactionInWhichNothingMoreIsPossibleFailsAndTheNextBeginsAfresh() throws Exception {
        Gate gate = occupyAlone();
        IllegalStateException aborted = new IllegalStateException("transaction is aborted");
        bench.connector.next(Step.FENCE, ScriptedConnector.fail(aborted));
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> next = worker.submit(bench.job("b"));

        gate.open();

        assertThat(failure(first)).isSameAs(aborted);
        assertThat(answer(next)).isEqualTo("b");
        assertThat(eventsAfterTheGate())
                .containsExactly("begin 1", "run a", "fence 1", "rollback 1", "begin 1", "run b", "commit 1");
        assertThat(worker.rollbacks()).isEqualTo(1);
    }

    @Test
    void oneThatCanNeitherBeKeptNorUndoneIsUnknownAndThoseBeforeItAreRolledBack() throws Exception {
        Gate gate = occupyAlone();
        bench.connector
                .next(Step.RELEASE, ScriptedConnector.fail(new IllegalStateException("no such savepoint")))
                .next(Step.UNDO, ScriptedConnector.fail(new IllegalStateException("no such savepoint")));
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> second = worker.submit(bench.job("b"));
        Receiver<String> next = worker.submit(bench.job("c"));

        gate.open();

        assertThat(failure(first)).isInstanceOf(RolledBackException.class);
        assertThat(failure(second))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("could neither keep nor undo job");
        assertThat(answer(next)).isEqualTo("c");
    }

    @Test
    void theSessionIsNotAskedAboutAJobThatThrew() throws Exception {
        worker.start();
        bench.connector.always(Step.RETURNED, () -> {});

        assertThat(failure(worker.submit(failing(new IllegalStateException("wrong")))))
                .hasMessage("wrong")
                .hasNoSuppressedExceptions();

        assertThat(bench.connector.count(Step.RETURNED)).isZero();
    }

    @Test
    void aFirstOneThatFailsTakesTheEmptyTransactionWithItAndTheNextBeginsAnother() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> failing = worker.submit(failing(new IllegalStateException("wrong")));
        Receiver<String> next = worker.submit(bench.job("b"));

        gate.open();

        assertThat(failure(failing)).hasMessage("wrong");
        assertThat(answer(next)).isEqualTo("b");
        assertThat(eventsAfterTheGate()).containsExactly("begin 1", "rollback 1", "begin 1", "run b", "commit 1");
    }

    @Test
    void aCommitThatFailsFailsTheWholeGroupAndTheWorkerGoesOn() throws Exception {
        Gate gate = occupyAlone();
        IllegalStateException refused = new IllegalStateException("constraint");
        bench.connector.next(Step.COMMIT, () -> {}).next(Step.COMMIT, ScriptedConnector.fail(refused));
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> second = worker.submit(bench.job("b"));

        gate.open();

        assertThat(failure(first)).isSameAs(refused);
        assertThat(failure(second)).isSameAs(refused);
        assertThat(answer(worker.submit(bench.job("c")))).isEqualTo("c");
        assertThat(bench.connector.count(Step.ROLLBACK)).isEqualTo(1);
        assertThat(bench.connector.count(Step.OPEN)).isEqualTo(1);
        assertThat(worker.rollbacks()).isEqualTo(2);
    }

    @Test
    void aCommitThatBreaksTheConnectionLeavesTheWholeGroupUnknown() throws Exception {
        Gate gate = occupyAlone();
        bench.connector.next(Step.COMMIT, () -> {}).next(Step.COMMIT, ScriptedConnector.fail(new BrokenPipe()));
        Receiver<String> first = worker.submit(bench.job("a"));
        Receiver<String> second = worker.submit(bench.job("b"));

        gate.open();

        assertThat(failure(first)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(failure(second)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(answer(worker.submit(bench.job("c")))).isEqualTo("c");
        assertThat(bench.connector.count(Step.OPEN)).isEqualTo(2);
        assertThat(worker.rollbacks()).isZero();
    }

    @Test
    void aTransactionThatIsLostIsToldAsRolledBackToThoseWhoDidNothingWrong() throws Exception {
        Gate gate = occupyAlone();
        IllegalStateException full = new IllegalStateException("disk full");
        bench.connector.next(Step.UNDO, ScriptedConnector.fail(new IllegalStateException("no such savepoint")));
        Receiver<String> innocent = worker.submit(bench.job("a"));
        Receiver<String> failing = worker.submit(failing(full));
        Receiver<String> next = worker.submit(bench.job("c"));

        gate.open();

        assertThat(failure(failing)).isSameAs(full);
        assertThat(failure(innocent))
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("has not taken effect");
        assertThat(answer(next)).isEqualTo("c");
        assertThat(worker.rollbacks()).isEqualTo(2);
        assertThat(eventsAfterTheGate())
                .containsExactly("begin 1", "run a", "fence 1", "undo 1", "rollback 1", "begin 1", "run c", "commit 1");
    }

    @Test
    void aConnectionThatBreaksInAJobLosesTheJobsBeforeIt() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> innocent = worker.submit(bench.job("a"));
        Receiver<String> failing = worker.submit(failing(new BrokenPipe()));
        Receiver<String> next = worker.submit(bench.job("c"));

        gate.open();

        assertThat(failure(failing)).isInstanceOf(BrokenPipe.class);
        assertThat(failure(innocent)).isInstanceOf(RolledBackException.class);
        assertThat(answer(next)).isEqualTo("c");
        assertThat(bench.connector.count(Step.OPEN)).isEqualTo(2);
    }

    @Test
    void aJobWithATransactionOfItsOwnEndsTheGroupBeforeIt() throws Exception {
        Gate gate = occupyAlone();
        worker.submit(bench.job("a"));
        worker.submit(bench.job("own"), JobOptions.defaults().withTransaction(JobTransaction.OWN));
        Receiver<String> last = worker.submit(bench.job("c"));

        gate.open();

        answer(last);
        assertThat(eventsAfterTheGate())
                .containsExactly(
                        "begin 1",
                        "run a",
                        "commit 1",
                        "begin 1",
                        "run own",
                        "commit 1",
                        "begin 1",
                        "run c",
                        "commit 1");
    }

    @Test
    void aJobWithoutATransactionRunsOutsideOfAny() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> bare =
                worker.submit(bench.job("bare"), JobOptions.defaults().withTransaction(JobTransaction.NONE));

        gate.open();

        assertThat(answer(bare)).isEqualTo("bare");
        assertThat(eventsAfterTheGate()).containsExactly("run bare");
    }

    private Gate occupyAlone() throws InterruptedException {
        worker.start();
        Gate gate = new Gate();
        worker.submit(gate, JobOptions.named("gate").withoutDeadline().withTransaction(JobTransaction.OWN));
        gate.awaitEntered();
        return gate;
    }

    private Job<FakeConnection, String> failing(Throwable failure) {
        return connection -> {
            throw ScriptedConnector.sneak(failure);
        };
    }

    /** Without the opening of the connection and the gate's own transaction. */
    private List<String> eventsAfterTheGate() {
        worker.stop();
        List<String> events = bench.connector.events();
        return events.subList(3, events.lastIndexOf("close 1"));
    }

    private record GroupListener(List<Integer> groups) implements WorkerListener {

        @Override
        public void jobEnded(String job, JobOutcome outcome, long waitedNanos, long ranNanos) {}

        @Override
        public void committed(int jobs, long nanos) {
            groups.add(jobs);
        }
    }
}
