package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.PollCounter;
import dev.oneshot.runner.BlockOnInterruptedException;
import dev.oneshot.runner.Runner;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers in a crowd, who wait for a moment before they sleep. The test says what others do in that moment. */
@Timeout(60)
class BriefCallerTest {

    private final Thread caller = Thread.currentThread();
    private final AtomicInteger timesOthersRan = new AtomicInteger();
    private final AtomicInteger timesCallersRan = new AtomicInteger();
    private final Runner runner = Runner.create();

    @RegisterExtension
    final Workbench bench = new Workbench(ScriptedConnector.unbound(), settings -> {
        settings.letOthersRun = this::othersRun;
        return settings.runner(runner).deadline(Duration.ofSeconds(5));
    });

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final AtomicReference<Runnable> whileCallersRun = new AtomicReference<>(() -> {});
    private Runnable meanwhile = () -> {};
    private Gate gate;

    private void othersRun() {
        if (Thread.currentThread() == caller) {
            timesOthersRan.incrementAndGet();
            meanwhile.run();
        } else {
            timesCallersRan.incrementAndGet();
            whileCallersRun.getAndSet(() -> {}).run();
        }
    }

    @BeforeEach
    void gatherACrowd() throws InterruptedException {
        gate = bench.startOccupied();
        worker.submit(bench.job("two are"));
        worker.submit(bench.job("a crowd"));
    }

    @Test
    void whoFindsTheAnswerWasNotWoken() {
        meanwhile = this::serveAll;

        assertThat(worker.call(bench.job("mine"))).isEqualTo("mine");

        PollCounter counter = runner.counter();
        assertThat(timesOthersRan).hasValue(1);
        assertThat(counter.polls()).isOne();
        assertThat(counter.pendings()).isZero();
        assertThat(counter.wakes()).isZero();
        assertThat(counter.completions()).isOne();
    }

    @Test
    void whoDoesNotFindItSleepsUntilItComes() {
        meanwhile = gate::open;

        assertThat(worker.call(bench.job("mine"))).isEqualTo("mine");
        assertThat(timesOthersRan).hasValue(1);
    }

    @Test
    void twoCallersDoNotWaitBriefly() {
        meanwhile = this::serveAll;
        worker.call(bench.job("mine"));

        worker.call(bench.job("again"));

        assertThat(timesOthersRan).hasValue(1);
    }

    @Test
    void nobodyBorrowsWhileACallerHasNotComeToRunAgain() {
        AtomicInteger borrowed = new AtomicInteger();
        meanwhile = () -> {
            serveAll();
            for (int call = 0; call < 40; call++) {
                Workbench.awaitIdle(worker);
                if (worker.call(connection -> Thread.currentThread()) == caller) {
                    borrowed.incrementAndGet();
                }
            }
        };

        worker.call(bench.job("mine"));
        int whileItWaited = borrowed.get();
        int later = 0;
        do {
            Workbench.awaitIdle(worker);
            later++;
        } while (worker.call(connection -> Thread.currentThread()) != caller);

        assertThat(whileItWaited).isZero();
        assertThat(later).isEqualTo(17);
    }

    @Test
    void theWorkersThreadLetsCallersRunBeforeItSleeps() {
        meanwhile = () -> {
            serveAll();
            Workbench.awaitIdle(worker);
        };

        worker.call(bench.job("mine"));

        assertThat(timesCallersRan).hasPositiveValue();
    }

    @Test
    void whoComesWhileItDoesHasWaitedForAsLongAsItTook() {
        JobOptions bare = JobOptions.defaults().withTransaction(JobTransaction.NONE);
        AtomicReference<Duration> waited = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        worker.addListener((job, outcome, waitedNanos, ranNanos) -> {
            if (job.equals("late")) {
                waited.set(Duration.ofNanos(waitedNanos));
                ended.countDown();
            }
        });
        whileCallersRun.set(() -> {
            worker.submit(bench.job("late"), JobOptions.named("late").withTransaction(JobTransaction.NONE));
            bench.timer.advance(Duration.ofSeconds(2));
        });
        meanwhile = () -> {
            gate.open();
            Workbench.await(ended);
        };

        worker.call(bench.job("mine"), bare);

        assertThat(waited.get()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void callersOfReadersHaveTurnsOfTheirOwnInstead() {
        WorkerBuilder<FakeConnection> settings =
                ConnectionWorker.over(ScriptedConnector.unbound()).readers(2, ScriptedConnector.unbound());
        settings.letOthersRun = timesOthersRan::incrementAndGet;

        handOverThree(Side.readers(settings, settings.connector, new JobLedger()));
        assertThat(timesOthersRan).hasValue(0);
        handOverThree(Side.writer(settings, new JobLedger()));
        assertThat(timesOthersRan).hasValue(1);
    }

    @Test
    void aStopIsTheAnswer() {
        meanwhile = () -> worker.stop(Duration.ZERO);

        assertThatThrownBy(() -> worker.call(bench.job("mine"))).isInstanceOf(WorkerStoppedException.class);
    }

    @Test
    void theDeadlineIsTheAnswer() {
        meanwhile = () -> bench.timer.advance(Duration.ofSeconds(6));

        assertThatThrownBy(() -> worker.call(bench.job("mine"))).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void anInterruptIsToldAndTheJobCalledOffIfThereIsNoAnswer() {
        meanwhile = caller::interrupt;

        assertThatThrownBy(() -> worker.call(bench.job("mine"))).isInstanceOf(BlockOnInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        serveAll();
        assertThat(bench.connector.events()).doesNotContain("run mine");
    }

    @Test
    void anAnswerIsNotLostToAnInterrupt() {
        meanwhile = () -> {
            serveAll();
            caller.interrupt();
        };

        assertThat(worker.call(bench.job("mine"))).isEqualTo("mine");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Each looks once whether its answer has come; two do not make a crowd. */
    private void handOverThree(Side<FakeConnection> side) {
        side.open();
        for (int job = 0; job < 3; job++) {
            Job<FakeConnection, String> read = bench.job("read");
            QueuedJob<FakeConnection, String> queued = new QueuedJob<>(side, read, read, JobOptions.defaults());
            side.queue().offer(queued);
            assertThat(side.broughtAnswer(queued)).isFalse();
        }
    }

    /** Has the worker answer all that have come, and comes back when it has. */
    private void serveAll() {
        gate.open();
        CountDownLatch answered = new CountDownLatch(1);
        Thread last = new Thread(() -> {
            answer(worker.submit(bench.job("last")));
            answered.countDown();
        });
        last.start();
        Workbench.await(answered);
    }
}
