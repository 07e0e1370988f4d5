package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.OneshotCounts;
import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.runner.BlockingGuard;
import dev.oneshot.runner.Runner;
import dev.oneshot.time.ManualTimer;
import dev.oneshot.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a lone call is spared, and that nobody who counts or listens can tell. */
@Timeout(60)
class LoneCallCostsTest {

    private static final Duration SOME_TIME = Duration.ofMillis(300);

    private final CountingTimer clock = new CountingTimer();
    private final OneshotFactory factory = new OneshotFactory();
    private final PollCounter polls = new PollCounter();

    @RegisterExtension
    final Workbench bench = new Workbench(
            ScriptedConnector.unbound(),
            settings -> settings.timer(clock).oneshots(factory).runner(Runner.create(polls, BlockingGuard.NONE)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @BeforeEach
    void start() {
        worker.start();
        Workbench.awaitIdle(worker);
    }

    @Test
    void theClockIsReadOnceIfNobodyListens() {
        worker.call(bench.job("first"));
        int before = clock.readings.get();

        worker.call(bench.job("second"));

        assertThat(clock.readings.get() - before).isOne();
    }

    @Test
    void aListenerIsToldTheExactTimesOfAJobOnLoanAndOfItsCommit() {
        List<String> heard = new ArrayList<>();
        worker.addListener(new WorkerListener() {
            @Override
            public void jobEnded(String job, JobOutcome outcome, long waitedNanos, long ranNanos) {
                heard.add(job + " " + outcome + " after " + waitedNanos + " and " + ranNanos);
            }

            @Override
            public void committed(int jobs, long nanos) {
                heard.add(jobs + " committed in " + nanos);
            }
        });
        bench.connector.next(Step.COMMIT, () -> clock.manual.advance(Duration.ofNanos(20)));

        worker.call(
                connection -> {
                    clock.manual.advance(Duration.ofNanos(300));
                    return null;
                },
                JobOptions.named("slow"));

        assertThat(heard).containsExactly("1 committed in 20", "slow DONE after 0 and 300");
    }

    @Test
    void aConnectionIsIdleSinceTheBeginningOfAJobOnLoanThatNobodyTimed() {
        worker.call(connection -> {
            clock.manual.advance(SOME_TIME);
            return null;
        });
        clock.manual.advance(SOME_TIME);

        worker.call(bench.job("next"));

        assertThat(bench.connector.events())
                .containsExactly("open 1", "begin 1", "commit 1", "validate 1", "begin 1", "run next", "commit 1");
    }

    @Test
    void everyCallIsCountedAlsoWhenTheThreadIsReplaced() {
        worker.call(bench.job("first"));
        worker.call(bench.job("second"));
        bench.connector.next(Step.BEGIN, ScriptedConnector.fail(new Error("the connector is beside itself")));
        Throwable died = catchThrowable(() -> worker.call(bench.job("third")));
        worker.call(FakeConnection::number);
        Workbench.awaitIdle(worker);
        Thread ran = worker.call(connection -> Thread.currentThread());
        worker.stop();

        assertThat(died).isInstanceOf(WorkerDiedException.class);
        assertThat(ran).isSameAs(Thread.currentThread());
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo(4);
        assertThat(worker.count(JobOutcome.FAILED)).isOne();
        assertThat(factory.counts()).isEqualTo(new OneshotCounts(5, 5, 0, 0));
        assertThat(polls.completions()).isEqualTo(5);
    }

    /** Counts how often it is asked for the time, by whom ever. */
    private static final class CountingTimer implements Timer {

        private final ManualTimer manual = ManualTimer.create();
        private final AtomicInteger readings = new AtomicInteger();

        @Override
        public long nanoTime() {
            readings.incrementAndGet();
            return manual.nanoTime();
        }

        @Override
        public Timeout schedule(long delayNanos, Runnable action) {
            return manual.schedule(delayNanos, action);
        }
    }
}
