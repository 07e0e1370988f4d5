package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class MixedLoadTest {

    private static final int THREADS = 64;
    private static final int JOBS_EACH = 200;

    @RegisterExtension
    final Workbench bench =
            new Workbench(settings -> settings.queueCapacity(16).admissionTimeout(Duration.ofSeconds(60)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();

    @Test
    void sixtyFourThreadsGetEachTheirOwnResultOrTheirOwnError() throws Exception {
        worker.start();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int caller = i;
            Thread thread = new Thread(() -> askAll(caller));
            thread.start();
            callers.add(thread);
        }
        for (Thread caller : callers) {
            Workbench.join(caller);
        }

        assertThat(mistakes).isEmpty();
        int total = THREADS * JOBS_EACH;
        assertThat(worker.count(JobOutcome.FAILED)).isEqualTo(total / 10);
        assertThat(worker.count(JobOutcome.DONE)).isEqualTo(total - total / 10);
        assertThat(bench.connector.count(Step.ROLLBACK)).isEqualTo(total / 10);
        assertThat(bench.connector.count(Step.OPEN)).isOne();
        assertThat(bench.timer.waiting()).as("one alarm for all deadlines").isOne();
    }

    private void askAll(int caller) {
        for (int i = 0; i < JOBS_EACH; i++) {
            String question = caller + "/" + i;
            boolean fails = i % 10 == 9;
            String answer;
            try {
                answer = worker.call(connection -> {
                    if (fails) {
                        throw new IOException(question);
                    }
                    return question;
                });
            } catch (CompletionException e) {
                answer = "failed " + e.getCause().getMessage();
            } catch (Throwable e) {
                answer = e.toString();
            }
            String expected = fails ? "failed " + question : question;
            if (!answer.equals(expected)) {
                mistakes.add("asked " + question + ", got " + answer);
            }
        }
    }
}
