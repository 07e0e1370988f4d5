package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Receiver;
import dev.oneshot.testing.LogLines;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that keeps the connection long after its deadline is named in the log. */
@Timeout(60)
class OverstayTest {

    private static final JobOptions SECOND = JobOptions.named("outer").withDeadline(Duration.ofSeconds(1));

    @RegisterExtension
    final LogLines log = LogLines.of(Overstay.class, "'overstay'");

    @RegisterExtension
    final Workbench bench = new Workbench(ScriptedConnector.unbound(), settings -> settings.name("overstay"));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void aJobThatWaitsForAnotherOfItsWorkerByGetIsNamedWithItsThreadAndItsPlace() throws Exception {
        worker.start();
        Gate begun = new Gate();
        begun.open();
        AtomicReference<Receiver<String>> inner = new AtomicReference<>();
        Receiver<String> outer = worker.submit(
                connection -> {
                    Receiver<String> other = worker.submit(
                            bench.job("inner"), JobOptions.defaults().withoutDeadline());
                    inner.set(other);
                    CompletableFuture<String> answer = other.toCompletableFuture();
                    begun.run();
                    return answer.get(30, TimeUnit.SECONDS);
                },
                SECOND);
        begun.awaitEntered();
        Workbench.awaitWaiting(worker);

        bench.timer.advance(Duration.ofSeconds(1));
        assertThat(failure(outer)).isInstanceOf(DeadlineExceededException.class);
        bench.timer.advance(Duration.ofMillis(4_999));
        assertThat(log.lines()).isEmpty();
        bench.timer.advance(Duration.ofMillis(1));

        assertThat(log.lines())
                .containsExactly(
                        "WARNING job 'outer' of worker 'overstay' passed its deadline 5.0 s ago and still holds"
                                + " the connection, on thread 'oneshot-overstay'");
        assertThat(log.thrownWith(line -> true))
                .hasToString("the job stands here")
                .satisfies(stack -> assertThat(stack.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("get"))
                        .anyMatch(frame -> frame.getClassName().equals(OverstayTest.class.getName())));
        inner.get().close();
    }

    @Test
    void aJobIsNamedOnceHoweverLongItStaysAndHoweverManyWaitBehindIt() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> outer = worker.submit(gate, SECOND);
        gate.awaitEntered();
        bench.timer.advance(Duration.ofSeconds(6));

        for (int i = 0; i < 10; i++) {
            Receiver<String> late = worker.submit(bench.job("late"), SECOND);
            bench.timer.advance(Duration.ofSeconds(10));
            assertThat(failure(late)).isInstanceOf(DeadlineExceededException.class);
        }

        assertThat(log.lines()).hasSize(1);
        assertThat(failure(outer)).isInstanceOf(DeadlineExceededException.class);
        assertThat(bench.timer.waiting()).as("no alarm for what was told").isZero();
        gate.open();
    }

    @Test
    void eachOfTwoThatStayIsNamed() throws Exception {
        worker.start();
        for (String name : new String[] {"first", "second"}) {
            Gate gate = new Gate();
            worker.submit(gate, SECOND.withName(name));
            gate.awaitEntered();
            bench.timer.advance(Duration.ofSeconds(6));
            gate.open();
            answer(worker.submit(bench.job("between")));
        }

        assertThat(log.lines()).hasSize(2);
        assertThat(log.linesWith("'first'")).hasSize(1);
        assertThat(log.linesWith("'second'")).hasSize(1);
    }

    @Test
    void aJobThatReturnsSoonAfterItsDeadlineIsNotMentioned() throws Exception {
        worker.start();
        Gate gate = new Gate();
        worker.submit(gate, SECOND);
        gate.awaitEntered();
        bench.timer.advance(Duration.ofSeconds(1));

        gate.open();
        answer(worker.submit(bench.job("next")));
        bench.timer.advance(Duration.ofSeconds(60));

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aJobThatHasTimeIsNotMentioned() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> late = worker.submit(bench.job("late"), SECOND);

        bench.timer.advance(Duration.ofDays(1));

        assertThat(failure(late)).isInstanceOf(DeadlineExceededException.class);
        assertThat(log.lines()).isEmpty();
        gate.open();
    }

    @Test
    void aJobWhoseCallerHasGoneIsNamedAsWell() throws Exception {
        worker.start();
        Gate gate = Gate.stubborn();
        Receiver<String> unwanted = worker.submit(gate, SECOND);
        gate.awaitEntered();
        unwanted.close();
        Receiver<String> hasty = worker.submit(bench.job("hasty"), SECOND.withDeadline(Duration.ofMillis(1)));

        bench.timer.advance(Duration.ofSeconds(6));

        assertThat(failure(hasty)).isInstanceOf(DeadlineExceededException.class);
        assertThat(log.linesWith("'outer'")).hasSize(1);
        gate.open();
    }

    @Test
    void aJobWhoseTransactionDoesNotBeginIsNamed() throws Exception {
        Gate begin = new Gate();
        bench.connector.next(Step.BEGIN, begin);
        worker.start();
        worker.submit(bench.job("outer"), SECOND);
        begin.awaitEntered();

        bench.timer.advance(Duration.ofSeconds(6));

        assertThat(log.linesWith("'outer'")).hasSize(1);
        begin.open();
    }

    @Test
    void aJobOnLoanIsNamedWithTheThreadOfItsCaller() throws Exception {
        worker.start();
        Workbench.awaitIdle(worker);
        Gate gate = new Gate();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = new Thread(() -> failure.set(catchThrowable(() -> worker.call(gate, SECOND))), "request-7");
        caller.start();
        gate.awaitEntered();

        bench.timer.advance(Duration.ofSeconds(6));

        assertThat(log.lines()).singleElement().asString().endsWith("on thread 'request-7'");
        gate.open();
        Workbench.join(caller);
        assertThat(failure.get()).isInstanceOf(DeadlineExceededException.class);
    }
}
