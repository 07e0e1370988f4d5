package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs of one statement, which is final by itself: alone without a transaction, together with others without a fence. */
class StatementJobsTest {

    private static final JobOptions STATEMENT = JobOptions.defaults().withTransaction(JobTransaction.STATEMENT);

    private static final IllegalStateException OWN_FAULT = new IllegalStateException("no such order");

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.group(256, Duration.ofSeconds(1)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @BeforeEach
    void likeSqlite() {
        bench.connector.keepsAfterFailedStatement = true;
    }

    @Test
    void aloneItNeedsNoTransaction() {
        worker.start();

        assertThat(answer(worker.submit(bench.job("a"), STATEMENT))).isEqualTo("a");

        assertThat(events()).containsExactly("run a");
    }

    @Test
    void amongOthersItNeedsNoFence() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> first = worker.submit(bench.job("a"), STATEMENT);
        worker.submit(bench.job("b"));
        Receiver<String> last = worker.submit(bench.job("c"), STATEMENT);

        gate.open();

        assertThat(answer(first)).isEqualTo("a");
        assertThat(answer(last)).isEqualTo("c");
        assertThat(eventsAfterTheGate())
                .containsExactly("begin 1", "run a", "fence 1", "run b", "release 1", "run c", "commit 1");
    }

    @Test
    void whatItThrowsAfterItsStatementUndoesNothing() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> failed = worker.submit(failing("a"), STATEMENT);
        Receiver<String> other = worker.submit(bench.job("b"));

        gate.open();

        assertThat(failure(failed)).isSameAs(OWN_FAULT);
        assertThat(answer(other)).isEqualTo("b");
        assertThat(eventsAfterTheGate())
                .containsExactly("begin 1", "run a", "fence 1", "run b", "release 1", "commit 1");
    }

    @Test
    void whatItDidIsCommittedEvenIfNobodyElseSucceeds() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> failed = worker.submit(failing("a"), STATEMENT);
        Receiver<String> alsoFailed = worker.submit(failing("b"));

        gate.open();

        assertThat(failure(failed)).isSameAs(OWN_FAULT);
        assertThat(failure(alsoFailed)).isSameAs(OWN_FAULT);
        assertThat(eventsAfterTheGate()).containsExactly("begin 1", "run a", "fence 1", "run b", "undo 1", "commit 1");
    }

    @Test
    void aCallerThatLeavesUndoesNothing() throws Exception {
        Gate gate = occupyAlone();
        Gate late = new Gate();
        Receiver<String> left = worker.submit(late, STATEMENT);
        worker.submit(bench.job("b"));
        gate.open();
        late.awaitEntered();

        left.close();
        late.open();

        assertThat(eventsAfterTheGate()).contains("commit 1").doesNotContain("rollback 1", "undo 1");
    }

    @Test
    void aStatementThatTakesTheTransactionWithItFailsThoseBeforeIt() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> before = worker.submit(bench.job("a"), STATEMENT);
        Receiver<String> failed = worker.submit(
                connection -> {
                    bench.connector.keepsAfterFailedStatement = false;
                    throw OWN_FAULT;
                },
                STATEMENT);
        bench.connector.next(Step.ROLLBACK, () -> bench.connector.keepsAfterFailedStatement = true);
        Receiver<String> after = worker.submit(bench.job("c"), STATEMENT);

        gate.open();

        assertThat(failure(before)).isInstanceOf(RolledBackException.class).hasCause(OWN_FAULT);
        assertThat(failure(failed)).isSameAs(OWN_FAULT);
        assertThat(answer(after)).isEqualTo("c");
        assertThat(eventsAfterTheGate())
                .containsExactly("begin 1", "run a", "rollback 1", "begin 1", "run c", "commit 1");
    }

    @Test
    void aJobThatTakesNoNoticeOfThatFailsAsWell() throws Exception {
        Gate gate = occupyAlone();
        Receiver<String> before = worker.submit(bench.job("a"), STATEMENT);
        Receiver<String> careless = worker.submit(
                connection -> {
                    bench.connector.keepsAfterFailedStatement = false;
                    return "all is well";
                },
                STATEMENT);

        gate.open();

        assertThat(failure(before)).isInstanceOf(RolledBackException.class);
        assertThat(failure(careless)).hasMessageContaining("took the transaction with it");
        assertThat(eventsAfterTheGate()).containsExactly("begin 1", "run a", "rollback 1");
    }

    @Test
    void whereAFailedStatementSpoilsTheTransactionAFenceTellsWhetherItFailed() throws Exception {
        bench.connector.keepsAfterFailedStatement = false;
        Gate gate = occupyAlone();
        Receiver<String> threwAfterwards = worker.submit(failing("a"), STATEMENT);
        Receiver<String> failed = worker.submit(failing("b"), STATEMENT);
        Receiver<String> done = worker.submit(bench.job("c"), STATEMENT);
        bench.connector
                .next(Step.RELEASE, () -> {})
                .next(Step.RELEASE, ScriptedConnector.fail(new IllegalStateException("transaction is aborted")));

        gate.open();

        assertThat(failure(threwAfterwards)).isSameAs(OWN_FAULT);
        assertThat(failure(failed)).isSameAs(OWN_FAULT);
        assertThat(answer(done)).isEqualTo("c");
        assertThat(eventsAfterTheGate())
                .containsExactly(
                        "begin 1",
                        "fence 1",
                        "run a",
                        "release 1",
                        "fence 1",
                        "run b",
                        "release 1",
                        "undo 1",
                        "fence 1",
                        "run c",
                        "release 1",
                        "commit 1");
    }

    @Test
    void whereItWouldNeedAFenceAStatementThatOnlyReadsStaysAlone() throws Exception {
        bench.connector.keepsAfterFailedStatement = false;
        Gate gate = occupyAlone();
        worker.submit(bench.job("write"));
        worker.submit(bench.job("read"), STATEMENT.readOnly());
        worker.submit(bench.job("read, too"), STATEMENT.readOnly());
        Receiver<String> last = worker.submit(bench.job("last"));

        gate.open();

        assertThat(answer(last)).isEqualTo("last");
        assertThat(eventsAfterTheGate())
                .containsExactly(
                        "begin 1",
                        "run write",
                        "commit 1",
                        "run read",
                        "run read, too",
                        "begin 1",
                        "run last",
                        "commit 1");
    }

    @Test
    void whereFencesCostNothingAStatementThatOnlyReadsJoinsTheOthers() throws Exception {
        bench.connector.keepsAfterFailedStatement = false;
        bench.connector.fencesTravel = true;
        Gate gate = occupyAlone();
        worker.submit(bench.job("read"), STATEMENT.readOnly());
        worker.submit(bench.job("write"), STATEMENT);
        worker.submit(bench.job("read, too"), STATEMENT.readOnly());
        Receiver<String> last = worker.submit(bench.job("last"), STATEMENT);

        gate.open();

        assertThat(answer(last)).isEqualTo("last");
        assertThat(eventsAfterTheGate())
                .containsExactly(
                        "begin 1",
                        "fence 1",
                        "run read",
                        "leave 1",
                        "fence 1",
                        "run write",
                        "release 1",
                        "fence 1",
                        "run read, too",
                        "leave 1",
                        "fence 1",
                        "run last",
                        "release 1",
                        "commit 1");
    }

    @Test
    void theFenceOfAReadThatFailsOrHasEndedIsNotLeftToTheNext() throws Exception {
        bench.connector.keepsAfterFailedStatement = false;
        bench.connector.fencesTravel = true;
        Gate gate = occupyAlone();
        worker.submit(bench.job("write"), JobOptions.defaults().withoutDeadline());
        Receiver<String> failing =
                worker.submit(failing("a"), JobOptions.defaults().readOnly());
        Receiver<String> lost =
                worker.submit(bench.job("b"), JobOptions.defaults().readOnly().withoutDeadline());
        bench.connector.next(Step.LEAVE, ScriptedConnector.fail(new IllegalStateException("the mark is lost")));
        Receiver<String> last =
                worker.submit(bench.job("c"), JobOptions.defaults().withoutDeadline());

        gate.open();

        assertThat(failure(failing)).isSameAs(OWN_FAULT);
        assertThat(failure(lost)).hasMessage("the mark is lost");
        assertThat(answer(last)).isEqualTo("c");
        assertThat(eventsAfterTheGate())
                .containsExactly(
                        "begin 1",
                        "run write",
                        "fence 1",
                        "run a",
                        "undo 1",
                        "fence 1",
                        "run b",
                        "leave 1",
                        "undo 1",
                        "fence 1",
                        "run c",
                        "release 1",
                        "commit 1");
    }

    @Test
    void aStatementThatExpiresWhenItsFenceIsReleasedCostsNobodyElseAnything() throws Exception {
        bench.connector.keepsAfterFailedStatement = false;
        Gate gate = occupyAlone();
        Receiver<String> first =
                worker.submit(bench.job("a"), JobOptions.defaults().withoutDeadline());
        Receiver<String> late = worker.submit(bench.job("b"), STATEMENT);
        bench.connector.next(Step.RELEASE, () -> bench.timer.advance(Duration.ofMinutes(1)));

        gate.open();

        assertThat(answer(first)).isEqualTo("a");
        assertThat(failure(late)).isInstanceOf(DeadlineExceededException.class);
        assertThat(eventsAfterTheGate())
                .containsExactly("begin 1", "run a", "fence 1", "run b", "release 1", "commit 1");
    }

    private Gate occupyAlone() throws InterruptedException {
        worker.start();
        Gate gate = new Gate();
        worker.submit(gate, JobOptions.named("gate").withoutDeadline().withTransaction(JobTransaction.OWN));
        gate.awaitEntered();
        return gate;
    }

    private Job<FakeConnection, String> failing(String name) {
        return connection -> {
            bench.connector.record("run " + name);
            throw OWN_FAULT;
        };
    }

    private List<String> events() {
        worker.stop();
        List<String> events = bench.connector.events();
        return events.subList(1, events.lastIndexOf("close 1"));
    }

    /** Without the gate's own transaction. */
    private List<String> eventsAfterTheGate() {
        List<String> events = events();
        return events.subList(2, events.size());
    }
}
