package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import dev.oneshot.Receiver;
import dev.oneshot.runner.Runner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class SelfAskTest {

    @RegisterExtension
    final Workbench bench = new Workbench();

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final Runner runner = Runner.create();

    @Test
    void aCallInsideAJobIsRefusedAtOnceAndNothingIsQueued() {
        worker.start();

        assertRefused(worker.submit(connection -> worker.call(bench.job("inner"))));

        worker.stop();
        assertThat(bench.connector.events()).doesNotContain("run inner");
    }

    @Test
    void blockOnAnAnswerInsideAJobIsRefusedAndTakesTheJobBackOut() {
        worker.start();

        assertRefused(worker.submit(connection -> runner.blockOn(worker.submit(bench.job("inner")))));

        worker.stop();
        assertThat(bench.connector.events()).doesNotContain("run inner");
        assertThat(worker.count(JobOutcome.CANCELLED)).isOne();
    }

    @Test
    void blockOnAFutureThatWrapsTheAnswerIsRefused() {
        worker.start();

        assertRefused(worker.submit(connection -> {
            Receiver<String> inner = worker.submit(bench.job("inner"));
            Future<String> wrapping = context -> inner.poll(context.withWaker(context.waker()));
            return runner.blockOn(wrapping);
        }));
    }

    @Test
    void blockOnWithATimeoutInsideAJobIsRefusedAsWell() {
        worker.start();

        assertRefused(
                worker.submit(connection -> runner.blockOn(worker.submit(bench.job("inner")), Duration.ofSeconds(30))));
    }

    @Test
    void blockOnAPlaceInTheFullQueueIsRefusedInsideAJob() {
        Workbench narrow = new Workbench(settings -> settings.queueCapacity(1));
        try {
            narrow.worker.start();

            Throwable failure = failure(narrow.worker.submit(connection -> {
                narrow.worker.submit(narrow.job("fills the queue"));
                return runner.blockOn(narrow.worker.reserve());
            }));

            assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a job of this worker cannot wait");
            narrow.worker.stop();
            assertThat(narrow.connector.events()).contains("run fills the queue");
        } finally {
            narrow.worker.stop(Duration.ZERO);
        }
    }

    @Test
    void aJobMaySubmitAnotherAndReturnWithoutWaiting() {
        worker.start();

        Receiver<String> inner = answer(worker.submit(connection -> worker.submit(bench.job("inner"))));

        assertThat(answer(inner)).isEqualTo("inner");
    }

    @Test
    void aJobMayReceiveAnAnswerThatIsThereAlready() {
        worker.start();
        Receiver<String> earlier = worker.submit(bench.job("earlier"));

        String received = answer(worker.submit(connection -> runner.blockOn(earlier)));

        assertThat(received).isEqualTo("earlier");
    }

    @Test
    void aJobMayWaitForAJobOfAnotherWorker() {
        Workbench other = new Workbench();
        try {
            other.worker.start();
            worker.start();

            String received = answer(worker.submit(connection -> other.worker.call(other.job("other"))));

            assertThat(received).isEqualTo("other");
        } finally {
            other.worker.stop(Duration.ZERO);
        }
    }

    @Test
    void aListenerOnTheWorkersThreadIsRefusedToo() {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        worker.addListener((job, outcome, waited, ran) -> {
            if (job.equals("outer")) {
                refused.set(org.assertj.core.api.Assertions.catchThrowable(() -> worker.call(bench.job("inner"))));
            }
        });
        worker.start();

        answer(worker.submit(bench.job("outer"), JobOptions.named("outer")));

        assertThat(refused.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopAndCloseInsideAJobAreRefusedAndTheWorkerGoesOn() {
        worker.start();

        for (Runnable end : new Runnable[] {worker::stop, worker::close, () -> worker.stop(Duration.ZERO)}) {
            assertThat(failure(worker.submit(connection -> {
                        end.run();
                        return null;
                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("worker 'orders' cannot be stopped from one of its own jobs");
        }

        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
    }

    @Test
    void startInsideAJobDoesNothingWhileTheWorkerRuns() {
        worker.start();

        answer(worker.submit(connection -> {
            worker.start();
            return null;
        }));

        assertThat(bench.connector.count(Step.OPEN)).isOne();
    }

    @Test
    void startInsideAJobOfAStoppingWorkerIsRefused() throws Exception {
        worker.start();
        Gate gate = new Gate();
        Receiver<String> job = worker.submit(connection -> {
            gate.run();
            worker.start();
            return "started";
        });
        gate.awaitEntered();
        Thread stopper = Workbench.startUntilItWaits(worker::stop);

        gate.open();

        assertThat(failure(job)).isInstanceOf(IllegalStateException.class).hasMessageContaining("while it stops");
        Workbench.join(stopper);
    }

    private void assertRefused(Receiver<?> outer) {
        assertThatThrownBy(() -> answer(outer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("worker 'orders': a job of this worker cannot wait for another job of the same");
        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
    }
}
