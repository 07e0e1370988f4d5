package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.time.ManualTimer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A worker over something that is no database: no transactions, an idle task, a fresh start after a time-out. */
class OtherConnectionsTest {

    @Test
    void withoutTransactionsAJobIsAnsweredWhenItReturns() {
        try (ConnectionWorker<StringBuilder> worker =
                ConnectionWorker.over(StringBuilder::new).name("printer").build()) {
            worker.start();

            int length = answer(worker.submit(printer -> printer.append("a").length()));
            assertThat(length).isEqualTo(1);
            String text = answer(worker.submit(printer -> printer.append("b").toString()));
            assertThat(text).isEqualTo("ab");
        }
    }

    @Test
    void aJobInNoTransactionThatAStopCutsShortMayHaveTakenEffect() throws Exception {
        ConnectionWorker<StringBuilder> worker =
                ConnectionWorker.over(StringBuilder::new).name("printer").build();
        worker.start();
        CountDownLatch printing = new CountDownLatch(1);
        Receiver<String> print = worker.submit(printer -> {
            printer.append("half a page");
            printing.countDown();
            new CountDownLatch(1).await();
            return "printed";
        });
        Receiver<String> waiting = worker.submit(StringBuilder::toString);
        assertThat(printing.await(30, TimeUnit.SECONDS)).isTrue();

        worker.stop(Duration.ZERO);

        assertThat(failure(print))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("it may or may not have taken effect");
        assertThat(failure(waiting)).isInstanceOf(WorkerStoppedException.class);
        assertThat(worker.count(JobOutcome.UNKNOWN)).isOne();
    }

    @Test
    void aConnectionOnWhichJobsFailIsValidatedThoughItIsNeverIdle() {
        AtomicInteger opened = new AtomicInteger();
        Connector<Integer> line = new Connector<>() {
            @Override
            public Integer open() {
                return opened.incrementAndGet();
            }

            @Override
            public boolean validate(Integer number) {
                return number > 1;
            }
        };
        try (ConnectionWorker<Integer> worker =
                ConnectionWorker.over(line).timer(ManualTimer.create()).build()) {
            worker.start();
            Job<Integer, String> job = number -> {
                if (number == 1) {
                    throw new IOException("line " + number + " is dead");
                }
                return "by line " + number;
            };

            assertThat(failure(worker.submit(job))).hasMessage("line 1 is dead");

            assertThat(answer(worker.submit(job))).isEqualTo("by line 2");
        }
    }

    @Test
    void theIdleTaskRunsOnTheConnectionWhileNoJobWaits() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        try (ConnectionWorker<StringBuilder> worker = ConnectionWorker.over(StringBuilder::new)
                .whenIdle(Duration.ofMillis(1), line -> {
                    line.append('.');
                    twice.countDown();
                })
                .build()) {
            worker.start();

            assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
            String line = answer(worker.submit(StringBuilder::toString));
            assertThat(line).startsWith("..");
        }
    }

    @Test
    void anIdleTaskThatBreaksTheConnectionHasItReplaced() throws Exception {
        ScriptedConnector connector = new ScriptedConnector();
        CountDownLatch broke = new CountDownLatch(1);
        try (ConnectionWorker<FakeConnection> worker = ConnectionWorker.over(connector)
                .reconnectPauses(Duration.ofMillis(1), Duration.ofMillis(1))
                .whenIdle(Duration.ofMillis(1), line -> {
                    if (line.number() == 1) {
                        broke.countDown();
                        throw new BrokenPipe();
                    }
                })
                .build()) {
            worker.start();

            assertThat(broke.await(30, TimeUnit.SECONDS)).isTrue();
            connector.await(Step.OPEN, 2);
            int number = answer(worker.submit(FakeConnection::number));
            assertThat(number).isEqualTo(2);
        }
    }

    @Test
    void aLineThatMayStillAnswerTheLastQuestionIsOpenedAgainAfterATimeOut() throws Exception {
        Workbench bench = new Workbench(settings -> settings.reconnectAfterTimeout(true));
        try {
            bench.worker.start();
            Gate gate = new Gate();
            Receiver<String> late =
                    bench.worker.submit(gate, JobOptions.named("late").withDeadline(Duration.ofSeconds(1)));
            gate.awaitEntered();
            bench.timer.advance(Duration.ofSeconds(2));
            assertThat(failure(late)).isInstanceOf(DeadlineExceededException.class);
            bench.connector.await(Step.CANCEL, 1);
            gate.open();

            int number = answer(bench.worker.submit(FakeConnection::number));
            assertThat(number).isEqualTo(2);
        } finally {
            bench.afterEach(null);
        }
    }
}
