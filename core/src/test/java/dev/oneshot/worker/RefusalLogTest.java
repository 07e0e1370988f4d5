package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An overload leaves a trace in the log, and does not flood it. */
@Timeout(60)
class RefusalLogTest {

    private static final String CENSUS = "queue full (queued=1, capacity=1, oldest waits ";

    @RegisterExtension
    final LogLines log = LogLines.of(RefusalLog.class, "'refusals'");

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.name("refusals").queueCapacity(1));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void theFirstRefusalIsToldOfAtOnceWithTheCensusOfItsException() throws Exception {
        fill();

        refuse(500);

        assertThat(log.lines())
                .containsExactly(
                        "WARNING worker 'refusals' refused job 'order': " + CENSUS + "0 µs, running 'gate' for 0 µs)");
    }

    @Test
    void thoseThatFollowAreToldOfTogetherAfterAMinute() throws Exception {
        fill();
        refuse(250);
        bench.timer.advance(Duration.ofSeconds(30));
        refuse(250);

        bench.timer.advance(Duration.ofMillis(29_999));
        assertThat(log.lines()).hasSize(1);
        bench.timer.advance(Duration.ofMillis(1));

        assertThat(log.lines())
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("WARNING worker 'refusals' refused job 'order': " + CENSUS
                        + "30.0 s, running 'gate' for 30.0 s); 499 refused since the last such line");
    }

    @Test
    void anOverloadThatLastsIsToldOfOnceAMinute() throws Exception {
        fill();

        for (int second = 0; second < 300; second++) {
            refuse(1);
            bench.timer.advance(Duration.ofSeconds(1));
        }

        assertThat(log.lines()).hasSize(6);
        assertThat(log.linesWith("; 60 refused since the last such line")).hasSize(4);
    }

    @Test
    void anOverloadThatIsOverLeavesNoTimerAndTheNextIsToldOfAtOnce() throws Exception {
        fill();
        refuse(2);
        bench.timer.advance(Duration.ofMinutes(1));
        assertThat(bench.timer.waiting()).isOne();
        bench.timer.advance(Duration.ofMinutes(1));
        assertThat(bench.timer.waiting()).isZero();
        assertThat(log.lines()).hasSize(2);

        refuse(1);

        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void aStopTellsOfTheRest() throws Exception {
        fill();
        refuse(3);

        worker.stop(Duration.ZERO);

        assertThat(log.lines()).hasSize(2);
        assertThat(log.linesWith("; 2 refused since the last such line")).hasSize(1);
        assertThat(bench.timer.waiting()).isZero();
    }

    @Test
    void whoFindsAPlaceIsNotMentioned() {
        worker.start();

        answer(worker.submit(bench.job("order")));

        assertThat(log.lines()).isEmpty();
    }

    /** The gate runs, and the one place of the queue is taken; nobody's deadline comes. */
    private void fill() throws InterruptedException {
        bench.startOccupied();
        worker.submit(bench.job("waits"), JobOptions.defaults().withoutDeadline());
    }

    private void refuse(int jobs) {
        for (int i = 0; i < jobs; i++) {
            assertThatThrownBy(() -> worker.submit(bench.job("refused"), JobOptions.named("order")))
                    .isInstanceOf(QueueFullException.class);
        }
    }
}
