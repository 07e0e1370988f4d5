package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
