package dev.oneshot.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.devices.ModbusLine.DeviceBusyException;
import dev.oneshot.runner.Runner;
import dev.oneshot.testing.Bounded;
import dev.oneshot.time.ManualTimer;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.DeadlineExceededException;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.WorkerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A worker over a line where answers carry no number, and where the device sets the pace. */
class ModbusWorkerTest {

    private static final Duration QUIET = Duration.ofMillis(3);

    private final Runner runner = Runner.create();

    /** All that a worker needs to know of the line. */
    private record ModbusConnector(ModbusDevice device) implements Connector<ModbusLine> {

        @Override
        public ModbusLine open() throws IOException {
            return new ModbusLine(device.address());
        }

        @Override
        public boolean isBroken(ModbusLine line, Throwable failure) {
            return failure instanceof IOException;
        }
    }

    @Test
    void pacingGivesTheDeviceItsQuietBetweenTwoExchanges() throws IOException {
        try (ModbusDevice device = new ModbusDevice(QUIET);
                ConnectionWorker<ModbusLine> worker = over(device).pacing(QUIET).build()) {
            worker.start();

            List<Receiver<Integer>> values = IntStream.range(0, 20)
                    .mapToObj(register -> worker.submit(read(register)))
                    .toList();

            assertThat(values)
                    .map(this::answer)
                    .isEqualTo(IntStream.range(0, 20)
                            .map(register -> 10 * register)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void withoutPacingTheDeviceIsAskedTooSoon() throws IOException {
        try (ModbusDevice device = new ModbusDevice(Duration.ofHours(1));
                ConnectionWorker<ModbusLine> worker = over(device).build()) {
            worker.start();
            worker.call(read(1));

            assertThatThrownBy(() -> worker.call(read(2)))
                    .isInstanceOf(DeviceBusyException.class)
                    .hasMessageContaining("error " + ModbusFrame.BUSY);
            assertThat(device.connections())
                    .as("the line itself works, so it is kept")
                    .isOne();
        }
    }

    @Test
    void afterATimeOutTheLineIsOpenedAgain() throws IOException {
        ManualTimer timer = ManualTimer.create();
        try (ModbusDevice device = new ModbusDevice(Duration.ZERO);
                ConnectionWorker<ModbusLine> worker =
                        over(device).reconnectAfterTimeout(true).timer(timer).build()) {
            worker.start();
            device.holdAnswers();
            Receiver<Integer> late =
                    worker.submit(read(1), JobOptions.named("readLevel").withDeadline(Duration.ofSeconds(1)));
            device.awaitQuestions(1);

            timer.advance(Duration.ofSeconds(1));

            assertThatThrownBy(() -> answer(late))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("readLevel");
            Receiver<Integer> next = worker.submit(read(2));
            device.answerAtLast();
            assertThat(answer(next)).isEqualTo(20);
            assertThat(device.connections()).isEqualTo(2);
        }
    }

    @Test
    void equalReadsThatWaitAreAskedOnce() throws IOException {
        try (ModbusDevice device = new ModbusDevice(Duration.ZERO);
                ConnectionWorker<ModbusLine> worker = over(device).build()) {
            worker.start();
            device.holdAnswers();
            worker.submit(read(1));
            device.awaitQuestions(1);

            List<Receiver<Integer>> equal = IntStream.range(0, 5)
                    .mapToObj(i ->
                            worker.submit(read(7), JobOptions.named("readLevel").mergedBy(7)))
                    .toList();
            Receiver<Integer> other =
                    worker.submit(read(8), JobOptions.named("readLevel").mergedBy(8));
            device.answerAtLast();

            assertThat(equal).map(this::answer).containsOnly(70);
            assertThat(answer(other)).isEqualTo(80);
            assertThat(device.questions()).isEqualTo(3);
        }
    }

    private static WorkerBuilder<ModbusLine> over(ModbusDevice device) {
        return ConnectionWorker.over(new ModbusConnector(device)).name("modbus");
    }

    private static Job<ModbusLine, Integer> read(int register) {
        return line -> line.read(register);
    }

    private <T> T answer(Receiver<T> receiver) {
        return runner.blockOn(receiver, Duration.ofSeconds(Bounded.SECONDS));
    }
}
