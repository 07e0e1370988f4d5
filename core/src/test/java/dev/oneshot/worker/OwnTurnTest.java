package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.PollCounter;
import dev.oneshot.runner.BlockOnInterruptedException;
import dev.oneshot.runner.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A caller that waits for a reader is let in when it is its turn, and runs its job itself. */
@Timeout(60)
class OwnTurnTest {

    private static final String READER = "oneshot-orders-reader-1";
    private static final JobOptions READ = JobOptions.named("read").readOnly();

    private final ScriptedConnector readConnector = ScriptedConnector.unbound();

    /** How often a thread may still ask whether it may block before that fails; none, if it is not positive. */
    private final AtomicInteger untilError = new AtomicInteger();

    private final Runner runner = Runner.create(new PollCounter(), this::beforeBlocking);

    @RegisterExtension
    final Workbench bench =
            new Workbench(settings -> settings.readers(1, readConnector).runner(runner));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final Map<Thread, Thread> ranOn = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();
    private final Gate gate = new Gate();

    @BeforeEach
    void start() throws InterruptedException {
        worker.start();
        Workbench.awaitIdle(READER);
        callers.add(Workbench.startUntilItWaits(() -> worker.call(gate, READ)));
        gate.awaitEntered();
    }

    @Test
    void whenTheConnectionIsGivenBack() throws Exception {
        Thread waiting = startCaller();

        openAndJoin();

        assertThat(ranOn).containsExactly(Map.entry(waiting, waiting));
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo(2);
    }

    @Test
    void butIfMoreWaitThanThereAreReadersTheirThreadsServeThem() throws Exception {
        Thread one = startCaller();
        Thread other = startCaller();

        openAndJoin();

        assertThat(ranOn.get(one).getName()).isEqualTo(READER);
        assertThat(ranOn.get(other).getName()).isEqualTo(READER);
    }

    @Test
    void butIfTheConnectionHasBeenIdleForTooLongItsThreadValidatesItAndRunsTheJob() throws Exception {
        openAndJoin();
        Workbench.awaitIdle(READER);
        bench.timer.advance(Duration.ofSeconds(1));
        Thread caller = startCaller();

        Workbench.join(caller);

        assertThat(ranOn.get(caller).getName()).isEqualTo(READER);
        assertThat(readConnector.count(Step.VALIDATE)).isOne();
    }

    @Test
    void unlessItsDeadlineComesFirst() throws Exception {
        Thread expiring = startCaller(READ.withDeadline(Duration.ofMillis(100)));
        bench.timer.advance(Duration.ofMillis(100));
        Workbench.join(expiring);
        Thread next = startCaller();

        openAndJoin();

        assertThat(ranOn).containsExactly(Map.entry(next, next));
        assertThat(worker.count(JobOutcome.EXPIRED)).isOne();
    }

    @Test
    void unlessItIsInterrupted() throws Exception {
        Thread interrupted = startCaller();
        interrupted.interrupt();
        Workbench.join(interrupted);
        Thread next = startCaller();

        openAndJoin();

        assertThat(ranOn).containsExactly(Map.entry(next, next));
        assertThat(worker.count(JobOutcome.CANCELLED)).isOne();
    }

    @Test
    void unlessAnErrorKeepsItFromWaiting() throws Exception {
        // call() asks before it puts the job in the queue, and blockOn() again.
        untilError.set(2);
        assertThatThrownBy(() -> worker.call(bench.job("lost"), READ)).isInstanceOf(OutOfMemoryError.class);
        assertThat(queued()).isZero();
        Thread next = startCaller();

        openAndJoin();

        assertThat(ranOn).containsExactly(Map.entry(next, next));
        assertThat(worker.count(JobOutcome.CANCELLED)).isOne();
    }

    @Test
    void unlessTheWorkerStops() throws Exception {
        Thread waiting = startCaller();

        worker.stop(Duration.ZERO);

        gate.open();
        Workbench.join(waiting);
        assertThat(ranOn).isEmpty();
    }

    private void beforeBlocking() {
        if (untilError.getAndDecrement() == 1) {
            throw new OutOfMemoryError("no room to wait");
        }
    }

    private Thread startCaller() {
        return startCaller(READ.withoutDeadline());
    }

    /** A caller that has its place in the queue, or has left it already. */
    private Thread startCaller(JobOptions options) {
        int before = queued();
        Thread caller = new Thread(() -> call(options));
        caller.setDaemon(true);
        caller.start();
        callers.add(caller);
        while (caller.isAlive() && queued() == before) {
            Thread.onSpinWait();
        }
        return caller;
    }

    private int queued() {
        return worker.snapshot().readers().queue().size();
    }

    private void call(JobOptions options) {
        Thread caller = Thread.currentThread();
        try {
            worker.call(connection -> ranOn.put(caller, Thread.currentThread()), options);
        } catch (WorkerException | BlockOnInterruptedException expected) {
            assertThat(ranOn).doesNotContainKey(caller);
        }
    }

    private void openAndJoin() throws InterruptedException {
        gate.open();
        for (Thread caller : callers) {
            Workbench.join(caller);
        }
    }
}
