package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker is stopped and started while lone callers borrow its connection, take it back and forth, and are interrupted. */
@Timeout(120)
class LoanStopRaceTest {

    private static final int STOPS = 20;

    @RegisterExtension
    final Workbench bench = new Workbench(ScriptedConnector.unbound(), settings -> settings);

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final ConcurrentLinkedQueue<Throwable> mistakes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Belongs to whoever has the connection; not volatile on purpose. */
    private int inside;

    @RepeatedTest(50)
    void everyCallerIsAnsweredOrTurnedAwayAndKeepsNoInterrupt() throws Exception {
        worker.start();
        CountDownLatch ready = new CountDownLatch(1);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread caller = new Thread(() -> ask(ready));
            caller.start();
            callers.add(caller);
        }
        ready.await();

        for (int stop = 0; stop < STOPS; stop++) {
            worker.stop(stop % 2 == 0 ? Duration.ZERO : Duration.ofSeconds(30));
            worker.start();
        }
        over.set(true);

        for (Thread caller : callers) {
            Workbench.join(caller);
        }
        assertThat(mistakes).isEmpty();
    }

    private void ask(CountDownLatch ready) {
        while (!over.get()) {
            try {
                worker.call(this::use);
            } catch (WorkerException stopped) {
                // Turned away, or given up by a stop that had no time.
            } catch (Throwable mistake) {
                mistakes.add(mistake);
            }
            if (Thread.interrupted()) {
                mistakes.add(new AssertionError("an interrupt that was meant for the job was left to its caller"));
            }
            ready.countDown();
        }
    }

    private String use(FakeConnection connection) {
        if (++inside != 1) {
            mistakes.add(new AssertionError("two at once"));
        }
        Thread.yield();
        inside--;
        return "used";
    }
}
