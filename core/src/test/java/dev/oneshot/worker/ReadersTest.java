package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that only read run on connections of their own, beside the writer. */
class ReadersTest {

    private static final JobOptions READ = JobOptions.named("read").readOnly();

    private final ScriptedConnector readConnector = new ScriptedConnector();

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.readers(2, readConnector));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void aReadPassesTheWriterThatIsBusy() throws Exception {
        Gate gate = bench.startOccupied();

        assertThat(answer(worker.submit(bench.job("read"), READ))).isEqualTo("read");

        assertThat(worker.commits()).isZero();
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo(1);

        gate.open();
        assertThat(readConnector.count(Step.BEGIN)).isEqualTo(1);
    }

    @Test
    void eachReaderHasAConnectionAndAThread() throws Exception {
        worker.start();
        Gate first = new Gate();
        Gate second = new Gate();
        Receiver<String> one = worker.submit(first, READ);
        Receiver<String> other = worker.submit(second, READ);
        first.awaitEntered();
        second.awaitEntered();

        assertThat(worker.snapshot().readers().seats())
                .extracting(reader -> reader.running().job())
                .containsExactly("read", "read");

        first.open();
        second.open();
        answer(one);
        answer(other);
        worker.stop();
        assertThat(readConnector.threads())
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder("oneshot-orders-reader-1", "oneshot-orders-reader-2");
        assertThat(readConnector.count(Step.CLOSE)).isEqualTo(2);
    }

    @Test
    void aReaderThatHasToReconnectPassesTheCallOn() throws Exception {
        worker.start();
        Gate first = new Gate();
        Gate second = new Gate();
        Receiver<String> one = worker.submit(first, READ);
        Receiver<String> other = worker.submit(second, READ);
        first.awaitEntered();
        second.awaitEntered();
        first.open();
        second.open();
        answer(one);
        answer(other);
        // Whichever is called next finds its connection stale, and cannot open another.
        readConnector.next(Step.VALIDATE, ScriptedConnector.fail(new BrokenPipe()));
        readConnector.always(Step.OPEN, ScriptedConnector.fail(new BrokenPipe()));
        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(answer(worker.submit(bench.job("read"), READ.withoutDeadline())))
                .isEqualTo("read");
    }

    @Test
    void aReadDoesNotWaitForTheValidationOfOneReaderWhileAnotherIsIdle() throws Exception {
        worker.start();
        Workbench.awaitIdle("oneshot-orders-reader-1");
        Workbench.awaitIdle("oneshot-orders-reader-2");
        Gate validation = new Gate();
        readConnector.next(Step.VALIDATE, validation);
        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(answer(worker.submit(bench.job("read"), READ.withoutDeadline())))
                .isEqualTo("read");
        validation.open();
    }

    @Test
    void aReaderThatWasValidatedForAReadThatAnotherTookIsValidatedAgainBeforeItsNext() throws Exception {
        worker.start();
        Workbench.awaitIdle("oneshot-orders-reader-1");
        Workbench.awaitIdle("oneshot-orders-reader-2");
        Gate validation = new Gate();
        readConnector.next(Step.VALIDATE, validation);
        bench.timer.advance(Duration.ofSeconds(1));
        answer(worker.submit(bench.job("read"), READ.withoutDeadline()));
        validation.open();
        Workbench.awaitIdle("oneshot-orders-reader-1");
        Workbench.awaitIdle("oneshot-orders-reader-2");
        long before = readConnector.count(Step.VALIDATE);

        bench.timer.advance(Duration.ofHours(1));
        Gate first = new Gate();
        Gate second = new Gate();
        worker.submit(first, READ.withoutDeadline());
        worker.submit(second, READ.withoutDeadline());
        first.awaitEntered();
        second.awaitEntered();
        first.open();
        second.open();

        assertThat(readConnector.count(Step.VALIDATE) - before).isEqualTo(2);
    }

    @Test
    void aReadThatMustSeeEarlierWritesWaitsForThem() throws Exception {
        Gate gate = bench.startOccupied();
        worker.submit(bench.job("write"));
        Receiver<String> read =
                worker.submit(bench.job("read"), JobOptions.named("read").readOnlyAfterWrites());

        gate.open();

        answer(read);
        worker.stop();
        assertThat(bench.connector.events()).containsSubsequence("run write", "run read");
        assertThat(readConnector.count(Step.BEGIN)).isZero();
    }

    @Test
    void aReadThatMustSeeEarlierWritesDoesNotJoinOneThatNeedNot() throws Exception {
        Gate writer = bench.startOccupied();
        Gate reader = new Gate();
        Gate other = new Gate();
        worker.submit(reader, READ);
        worker.submit(other, READ);
        reader.awaitEntered();
        other.awaitEntered();
        worker.submit(bench.job("write"));
        Receiver<String> any = worker.submit(bench.job("any"), READ.mergedBy("row 1"));
        Receiver<String> own = worker.submit(
                bench.job("own"), JobOptions.named("own").readOnlyAfterWrites().mergedBy("row 1"));

        writer.open();
        reader.open();
        other.open();

        assertThat(answer(own)).isEqualTo("own");
        assertThat(answer(any)).isEqualTo("any");
    }

    @Test
    void theyConnectWhenTheWriterHasDoneSo() throws Exception {
        Gate writerConnects = new Gate();
        bench.connector.next(Step.OPEN, writerConnects);
        Thread starter = Workbench.startUntilItWaits(worker::start);
        writerConnects.awaitEntered();
        Thread other = Workbench.startUntilItWaits(worker::start);

        assertThat(readConnector.count(Step.OPEN)).isZero();

        writerConnects.open();
        Workbench.join(starter);
        Workbench.join(other);
        assertThat(readConnector.count(Step.OPEN)).isEqualTo(2);
        assertThat(worker.snapshot().readers().seats())
                .allMatch(reader -> reader.connection().connected());
    }

    @Test
    void aStartFailsAsAWholeIfAReaderCannotConnect() {
        readConnector.next(Step.OPEN, () -> {}).next(Step.OPEN, ScriptedConnector.fail(new BrokenPipe()));

        assertThatThrownBy(worker::start)
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageContaining("broken pipe");

        assertThat(worker.isRunning()).isFalse();
        assertThat(bench.connector.count(Step.CLOSE)).isEqualTo(1);
        assertThat(readConnector.count(Step.CLOSE)).isEqualTo(1);
    }
}
