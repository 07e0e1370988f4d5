package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jobs that a worker has taken out of its queue along with others, and what may happen to them in its hands. */
class HandfulTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.group(256, Duration.ofMillis(20)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void anUrgentJobDoesNotWaitBehindThoseThatFoundNoTimeInTheTurn() throws Exception {
        Gate gate = bench.startOccupied();
        for (String name : List.of("a", "b", "c", "d")) {
            worker.submit(connection -> {
                bench.timer.advance(Duration.ofMillis(15));
                if (name.equals("b")) {
                    worker.submit(bench.job("urgent"), JobOptions.defaults().withPriority(Priority.HIGH));
                }
                return bench.job(name).run(connection);
            });
        }
        Receiver<String> last = worker.submit(bench.job("last"));

        gate.open();

        answer(last);
        assertThat(bench.connector.events().stream().filter(event -> event.startsWith("run ")))
                .containsExactly("run a", "run b", "run urgent", "run c", "run d", "run last");
    }

    @Test
    void thoseThatAStopHasAnsweredDoNotKeepTheThreadFromEnding() throws Exception {
        Gate first = bench.startOccupied();
        Gate stubborn = Gate.stubborn();
        worker.submit(connection -> {
            stubborn.run(connection);
            throw new BrokenPipe();
        });
        Receiver<String> behind = worker.submit(bench.job("behind"));
        first.open();
        stubborn.awaitEntered();
        bench.connector.always(Step.OPEN, ScriptedConnector.fail(new IOException("refused")));

        worker.stop(Duration.ZERO);
        assertThat(failure(behind)).isInstanceOf(WorkerStoppedException.class);
        stubborn.open();

        Workbench.awaitNoThread("oneshot-orders");
        assertThat(bench.connector.count(Step.OPEN)).isOne();
    }

    @Test
    void aJobThatComesWhileTheOneBeforeItIsPutAsideHasNotWaitedLessThanNothing() throws Exception {
        List<Long> waits = new ArrayList<>();
        worker.addListener((job, outcome, waitedNanos, ranNanos) -> waits.add(waitedNanos));
        Gate gate = bench.startOccupied();
        bench.connector.next(Step.RECLAIM, () -> {
            bench.timer.advance(Duration.ofMillis(1));
            worker.submit(bench.job("late"));
        });

        gate.open();

        bench.connector.await(Step.COMMIT, 1);
        worker.stop();
        assertThat(waits).hasSize(2).allMatch(wait -> wait >= 0);
    }
}
