package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.OneshotCounts;
import dev.oneshot.OneshotFactory;
import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answers of jobs count among the channels of the worker's factory, although jobs are channels of their own kind. */
class JobChannelsTest {

    private final OneshotFactory factory = new OneshotFactory();

    @RegisterExtension
    final Workbench bench = new Workbench(
            ScriptedConnector.unbound(), settings -> settings.oneshots(factory).queueCapacity(2));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void anAnswerThatWasSentIsCountedWhetherItWasWaitedForOrNot() {
        worker.start();
        Workbench.awaitIdle(worker);

        worker.call(bench.job("on loan"));
        answer(worker.submit(bench.job("queued")));
        failure(worker.submit(connection -> {
            throw new IllegalStateException("failed");
        }));

        assertThat(factory.counts()).isEqualTo(new OneshotCounts(3, 3, 0, 0));
    }

    @Test
    void anAnswerIsOpenUntilItIsSentAndAbandonedIfNobodyWantsItAnyMore() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> unwanted = worker.submit(bench.job("unwanted"));
        Receiver<String> wanted = worker.submit(bench.job("wanted"));

        unwanted.close();

        assertThat(factory.counts()).isEqualTo(new OneshotCounts(3, 0, 1, 0));
        gate.open();
        answer(wanted);
        assertThat(factory.counts()).isEqualTo(new OneshotCounts(3, 2, 1, 0));
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        Gate gate = bench.startOccupied();
        List<Receiver<String>> waiting = new ArrayList<>();
        waiting.add(worker.submit(bench.job("first")));
        waiting.add(worker.submit(bench.job("second")));

        assertThatThrownBy(() -> worker.submit(bench.job("third"))).isInstanceOf(QueueFullException.class);

        assertThat(factory.counts()).isEqualTo(new OneshotCounts(4, 1, 0, 0));
        gate.open();
        waiting.forEach(Workbench::answer);
    }

    @Test
    void eachCallerOfAMergedReadHasAChannel() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions merged = JobOptions.defaults().mergedBy("all").withDeadline(Duration.ofSeconds(1));
        Receiver<String> first = worker.submit(bench.job("read"), merged);
        Receiver<String> second = worker.submit(bench.job("read"), merged);
        gate.open();

        answer(first);
        answer(second);

        // The gate's, the two callers', and that of the job which both share.
        assertThat(factory.counts()).isEqualTo(new OneshotCounts(4, 4, 0, 0));
    }
}
