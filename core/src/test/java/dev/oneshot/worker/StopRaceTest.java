package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stop, a death or a start meets: every submit either throws, or its receiver completes. */
@Timeout(120)
class StopRaceTest {

    private static final int SUBMITTERS = 4;

    @RegisterExtension
    final Workbench bench =
            new Workbench(settings -> settings.queueCapacity(1_000).deadline(Duration.ofDays(1)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final Queue<Receiver<Integer>> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<RuntimeException> odd = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acceptedCount = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean over;

    @Test
    void aThousandAcceptedJobsAreAllAnsweredByAStopThatDrains() throws Exception {
        Gate gate = bench.startOccupied();
        for (int i = 0; i < 1_000; i++) {
            accepted.add(worker.submit(FakeConnection::number));
        }
        Thread stopper = Workbench.startUntilItWaits(() -> worker.stop(Duration.ofDays(1)));

        gate.open();

        Workbench.join(stopper);
        assertThat(accepted)
                .allSatisfy(receiver -> assertThat(receiver.tryReceive().get()).isOne());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30_000})
    void everyJobThatASubmitterRacingWithAStopGotInIsAnswered(long stopMillis) throws Exception {
        worker.start();
        List<Thread> submitters = startSubmitters();
        awaitAccepted(1_000);

        worker.stop(Duration.ofMillis(stopMillis));

        while (refused.get() == 0) {
            Thread.yield();
        }
        over = true;
        for (Thread submitter : submitters) {
            Workbench.join(submitter);
        }
        assertAllAnswered();
        assertThat(worker.snapshot().queue().size()).isZero();
    }

    @Test
    void startsAndStopsUnderLoadLoseNothingAndNeverHaveTwoConnections() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        bench.connector.always(Step.OPEN, () -> most.accumulateAndGet(open.incrementAndGet(), Math::max));
        bench.connector.always(Step.CLOSE, open::decrementAndGet);
        List<Thread> submitters = startSubmitters();

        for (int round = 1; round <= 50; round++) {
            worker.start();
            awaitAccepted(acceptedCount.get() + 5);
            worker.stop(Duration.ofSeconds(30));
            assertThat(open).hasValue(0);
        }

        over = true;
        for (Thread submitter : submitters) {
            Workbench.join(submitter);
        }
        assertAllAnswered();
        assertThat(most).hasValue(1);
    }

    @RepeatedTest(50)
    void aStopRacingWithADeathLeavesNoConnectionAndNoJobBehind() throws Exception {
        worker.start();
        CountDownLatch dying = new CountDownLatch(1);
        bench.connector.next(Step.BEGIN, () -> {
            dying.countDown();
            throw new QuietDeath();
        });
        accepted.add(worker.submit(FakeConnection::number));
        dying.await();
        for (int i = 0; i < 20; i++) {
            accepted.add(worker.submit(FakeConnection::number));
        }

        worker.stop(Duration.ofSeconds(30));

        assertAllAnswered();
        assertThat(bench.connector.count(Step.CLOSE)).isEqualTo(bench.connector.count(Step.OPEN));
        assertThat(worker.snapshot().connection().connected()).isFalse();
        assertThat(worker.snapshot().queue().size()).isZero();
    }

    private List<Thread> startSubmitters() {
        List<Thread> submitters = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            Thread submitter = new Thread(this::submitUntilOver);
            submitter.setDaemon(true);
            submitter.start();
            submitters.add(submitter);
        }
        return submitters;
    }

    private void submitUntilOver() {
        while (!over) {
            try {
                accepted.add(worker.submit(FakeConnection::number));
                acceptedCount.incrementAndGet();
            } catch (WorkerStoppedException e) {
                refused.incrementAndGet();
                Thread.yield();
            } catch (QueueFullException e) {
                Thread.yield();
            } catch (RuntimeException e) {
                odd.add(e);
            }
        }
    }

    private void awaitAccepted(int count) {
        while (acceptedCount.get() < count) {
            Thread.yield();
        }
    }

    private void assertAllAnswered() {
        assertThat(odd).isEmpty();
        for (Receiver<Integer> receiver : accepted) {
            try {
                assertThat(answer(receiver)).isPositive();
            } catch (WorkerStoppedException | WorkerDiedException | OutcomeUnknownException e) {
                assertThat(e.worker()).isEqualTo("orders");
            }
        }
    }

    /** Without a stack trace, which would fill the log. */
    private static final class QuietDeath extends Error {

        private static final long serialVersionUID = 1L;

        QuietDeath() {
            super("death", null, false, false);
        }
    }
}
