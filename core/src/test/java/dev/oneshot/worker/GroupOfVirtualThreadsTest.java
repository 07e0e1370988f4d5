package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crowd of virtual threads is answered half by half, where commits have shown to be cheap: by this clock they take no time. */
@Timeout(60)
class GroupOfVirtualThreadsTest {

    private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.group(100, Duration.ofSeconds(1)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void eachGroupIsHalfOfThoseThatWaitOnceACommitWasCheap() throws Exception {
        worker.start();

        assertThat(commitsOfCallers(16)).isEqualTo(1);
        // 8 of 16, 4 of 8, 2 of 4, 1 of 2, and the last.
        assertThat(commitsOfCallers(16)).isEqualTo(HAS_VIRTUAL_THREADS ? 5 : 1);
    }

    @Test
    void allGoIntoOneGroupWhereCommitsAreDear() throws Exception {
        worker.start();

        for (int group = 0; group < 2; group++) {
            bench.connector.next(Step.COMMIT, () -> {});
            bench.connector.next(Step.COMMIT, () -> bench.timer.advance(Duration.ofMillis(1)));
            assertThat(commitsOfCallers(16)).isEqualTo(1);
        }
    }

    /** How many commits so many callers needed, who all waited when the worker came to them. */
    private long commitsOfCallers(int count) throws Exception {
        Gate gate = new Gate();
        worker.submit(gate, JobOptions.named("gate").withTransaction(JobTransaction.OWN));
        gate.awaitEntered();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(startUntilItWaits(() -> worker.call(bench.job("mine"))));
        }
        long before = worker.commits();
        gate.open();
        for (Thread caller : callers) {
            Workbench.join(caller);
        }
        return worker.commits() - before - 1;
    }

    private static Thread startUntilItWaits(Runnable action) throws Exception {
        if (!HAS_VIRTUAL_THREADS) {
            return Workbench.startUntilItWaits(action);
        }
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        Thread thread = (Thread) start.invoke(null, action);
        Workbench.awaitWaiting(thread);
        return thread;
    }
}
