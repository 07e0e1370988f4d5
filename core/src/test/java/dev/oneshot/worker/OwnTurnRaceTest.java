package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.runner.BlockOnInterruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Callers that are let in, callers that leave the line, jobs that nobody waits for and the readers' own threads meet at two
 * connections, and nobody is forgotten.
 */
@Timeout(120)
class OwnTurnRaceTest {

    private static final JobOptions READ = JobOptions.named("read").readOnly().withoutDeadline();
    private static final int CALLERS = 5;
    private static final int JOBS = 40;

    @RegisterExtension
    final Workbench bench =
            new Workbench(settings -> settings.queueCapacity(64).readers(2, ScriptedConnector.unbound()));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<FakeConnection, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong left = new AtomicLong();

    @RepeatedTest(100)
    void everyCallerIsAnsweredAndAConnectionHasOneUserAtATime() throws Exception {
        worker.start();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> callers = new ArrayList<>();
        for (int number = 0; number < CALLERS; number++) {
            callers.add(start(go, this::call));
        }
        Thread submitter = start(go, this::submit);
        Thread pest = start(go, () -> callers.get(0).interrupt());

        go.countDown();

        for (Thread caller : callers) {
            Workbench.join(caller);
        }
        Workbench.join(submitter);
        Workbench.join(pest);
        worker.stop();
        assertThat(failures).isEmpty();
        assertThat(done.get() + left.get()).isEqualTo((CALLERS + 1L) * JOBS);
        // Who leaves when the answer is on its way may leave a job that was done.
        assertThat(worker.count(JobOutcome.DONE)).isBetween(done.get(), done.get() + left.get());
    }

    private Thread start(CountDownLatch go, Runnable ask) {
        Thread thread = new Thread(() -> {
            try {
                Workbench.await(go);
                for (int job = 0; job < JOBS; job++) {
                    ask.run();
                }
            } catch (Throwable failure) {
                failures.add(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void call() {
        try {
            worker.call(this::use, READ);
            done.incrementAndGet();
        } catch (BlockOnInterruptedException expected) {
            left.incrementAndGet();
        } finally {
            Thread.interrupted();
        }
    }

    private void submit() {
        Receiver<String> answer = worker.submit(this::use, READ);
        Workbench.answer(answer);
        done.incrementAndGet();
    }

    private String use(FakeConnection connection) {
        AtomicInteger users = inside.computeIfAbsent(connection, opened -> new AtomicInteger());
        if (users.incrementAndGet() != 1) {
            throw new AssertionError("two at once");
        }
        Thread.yield();
        users.decrementAndGet();
        return "used";
    }
}
