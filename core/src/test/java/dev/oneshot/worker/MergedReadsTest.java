package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However a merged read ends, the next equal one runs afresh. */
@Timeout(60)
class MergedReadsTest {

    private static final JobOptions READ = JobOptions.named("read").mergedBy("register 7");

    private final AtomicReference<@Nullable RuntimeException> refusal = new AtomicReference<>();

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.decorator(new JobDecorator() {
        @Override
        public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
            RuntimeException refused = refusal.getAndSet(null);
            if (refused != null) {
                throw refused;
            }
            return job;
        }
    }));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void afterAStopThatLeftOneUndone() throws Exception {
        bench.startOccupied();
        Receiver<String> undone = worker.submit(bench.job("undone"), READ);

        worker.stop(Duration.ZERO);

        assertThat(failure(undone)).isInstanceOf(WorkerStoppedException.class);
        worker.start();
        assertThat(answer(worker.submit(bench.job("afresh"), READ))).isEqualTo("afresh");
    }

    @Test
    void afterTheThreadHasDied() throws Exception {
        Error death = new Error("the connector is beside itself");
        worker.start();
        Gate begin = new Gate();
        bench.connector.next(Step.BEGIN, () -> {
            begin.run();
            throw death;
        });
        worker.submit(bench.job("running"));
        begin.awaitEntered();
        Receiver<String> queued = worker.submit(bench.job("queued"), READ);

        begin.open();

        assertThat(failure(queued)).isInstanceOf(WorkerDiedException.class);
        assertThat(answer(worker.submit(bench.job("afresh"), READ))).isEqualTo("afresh");
    }

    @Test
    void afterOneThatCouldNotBegin() {
        IOException failure = new IOException("no transaction to be had");
        bench.connector.next(Step.BEGIN, ScriptedConnector.fail(failure));
        worker.start();

        assertThat(failure(worker.submit(bench.job("first"), READ))).isSameAs(failure);

        assertThat(answer(worker.submit(bench.job("afresh"), READ))).isEqualTo("afresh");
    }

    @Test
    void afterOneThatWasNeverSubmittedSinceItsDecoratorThrew() {
        worker.start();
        IllegalStateException refused = new IllegalStateException("no context");
        refusal.set(refused);

        assertThatThrownBy(() -> worker.submit(bench.job("first"), READ)).isSameAs(refused);

        assertThat(answer(worker.submit(bench.job("afresh"), READ))).isEqualTo("afresh");
    }

    @Test
    void afterOneThatTheFullQueueRefused() throws Exception {
        Gate gate = bench.startOccupied();
        for (int job = 0; job < worker.snapshot().queue().capacity(); job++) {
            worker.submit(bench.job("other"));
        }
        assertThatThrownBy(() -> worker.submit(bench.job("first"), READ)).isInstanceOf(QueueFullException.class);

        gate.open();
        while (worker.snapshot().queue().size() > 0) {
            Thread.onSpinWait();
        }

        assertThat(answer(worker.submit(bench.job("afresh"), READ))).isEqualTo("afresh");
    }

    @Test
    void oneWithoutANameIsCalledByTheClassThatItWasWrittenIn() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> reading = worker.submit(
                connection -> {
                    gate.run();
                    return "read";
                },
                JobOptions.defaults().mergedBy("register 7"));
        gate.awaitEntered();

        WorkerSnapshot.Running running = worker.snapshot().running();

        gate.open();
        assertThat(running).isNotNull();
        assertThat(running.job()).isEqualTo("MergedReadsTest");
        assertThat(answer(reading)).isEqualTo("read");
    }
}
