package dev.oneshot.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.net.LineClient;
import dev.oneshot.net.Network;
import dev.oneshot.runner.Runner;
import dev.oneshot.testing.Bounded;
import dev.oneshot.time.ManualTimer;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.DeadlineExceededException;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.Session;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line client as the connection of a worker. */
class LineWorkerTest {

    private static final Duration GUARD = Duration.ofSeconds(Bounded.SECONDS);

    private final Runner runner = Runner.create();
    private final ManualTimer timer = ManualTimer.create();
    private final Network network = Network.create("line-network");
    private LineDevice device;
    private ConnectionWorker<LineClient> worker;

    /** A question that is called off closes its connection, which is then seen to be broken. */
    private record LineConnector(Network network, Runner runner, InetSocketAddress device)
            implements Connector<LineClient> {

        @Override
        public LineClient open() {
            return LineClient.over(runner.blockOn(network.connect(device), GUARD), 64);
        }

        @Override
        public boolean isBroken(LineClient client, Throwable failure) {
            return !client.isOpen();
        }

        @Override
        public boolean threadBound() {
            return false;
        }

        @Override
        public Session<LineClient> session(LineClient client) {
            return new Session<>() {
                @Override
                public LineClient lend(JobTransaction transaction) {
                    return client;
                }

                @Override
                public void cancel(LineClient lent) {
                    lent.close();
                }
            };
        }
    }

    @BeforeEach
    void start() throws IOException {
        device = new LineDevice();
        worker = ConnectionWorker.over(new LineConnector(network, runner, device.address()))
                .name("line")
                .timer(timer)
                .build();
        worker.start();
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
        worker.stop(Duration.ZERO);
        network.close();
    }

    @Test
    void eachJobGetsTheAnswerToItsOwnQuestion() {
        List<Receiver<String>> answers = IntStream.range(0, 100)
                .mapToObj(i -> worker.submit(ask("question " + i)))
                .toList();

        assertThat(answers)
                .map(this::answer)
                .isEqualTo(
                        IntStream.range(0, 100).mapToObj(i -> "QUESTION " + i).toList());
        assertThat(device.connections()).isOne();
    }

    @Test
    void aDeadlineHangsUpAndTheLateAnswerIsNobodys() {
        device.holdAnswers();
        Receiver<String> late =
                worker.submit(ask("slow"), JobOptions.named("ask").withDeadline(Duration.ofSeconds(1)));
        device.awaitQuestions(1);

        timer.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> answer(late)).isInstanceOf(DeadlineExceededException.class);
        Receiver<String> next = worker.submit(ask("next"));
        device.awaitQuestions(2);
        device.answerAtLast();
        assertThat(answer(next)).isEqualTo("NEXT");
        assertThat(device.connections()).isEqualTo(2);
    }

    @Test
    void aDeviceThatHangsUpFailsTheJobAtHandAndTheNextHasAnotherConnection() throws IOException {
        device.holdAnswers();
        Receiver<String> lost = worker.submit(ask("lost"));
        device.awaitQuestions(1);
        device.hangUp();

        assertThatThrownBy(() -> answer(lost))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(EOFException.class);
        device.answerAtLast();
        assertThat(answer(worker.submit(ask("next")))).isEqualTo("NEXT");
        assertThat(device.connections()).isEqualTo(2);
    }

    private Job<LineClient, String> ask(String question) {
        return client -> runner.blockOn(client.ask(question), GUARD);
    }

    private <T> T answer(Receiver<T> receiver) {
        return runner.blockOn(receiver, GUARD);
    }
}
