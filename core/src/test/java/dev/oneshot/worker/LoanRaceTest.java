package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers that borrow, callers that queue, and the worker's own thread meet at one connection, and nobody is forgotten. */
@Timeout(120)
class LoanRaceTest {

    private static final int THREADS = 6;
    private static final int JOBS = 40;

    @RegisterExtension
    final Workbench bench = new Workbench(ScriptedConnector.unbound(), settings -> settings.queueCapacity(THREADS * 2));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** Belong to whoever has the connection; not volatile on purpose. */
    private int inside;

    private long done;

    @RepeatedTest(100)
    void theConnectionHasOneUserAtATimeAndEveryCallerIsAnswered() throws Exception {
        worker.start();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            boolean blocking = number % 3 != 0;
            Thread thread = new Thread(() -> ask(go, blocking));
            thread.start();
            threads.add(thread);
        }

        go.countDown();

        for (Thread thread : threads) {
            Workbench.join(thread);
        }
        worker.stop();
        assertThat(failures).isEmpty();
        assertThat(done).isEqualTo((long) THREADS * JOBS);
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo((long) THREADS * JOBS);
    }

    private void ask(CountDownLatch go, boolean blocking) {
        try {
            go.await();
            for (int job = 0; job < JOBS; job++) {
                if (blocking) {
                    worker.call(this::use);
                } else {
                    Receiver<String> answer = worker.submit(this::use);
                    Workbench.answer(answer);
                }
            }
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    private String use(FakeConnection connection) {
        if (++inside != 1) {
            throw new AssertionError("two at once");
        }
        done++;
        Thread.yield();
        inside--;
        return "used";
    }
}
