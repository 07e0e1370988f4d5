package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class OneThreadTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.validateAfterIdle(Duration.ofSeconds(1)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void everythingThatTouchesTheConnectionHappensOnOneNamedDaemonThread() {
        worker.start();
        Thread ran = answer(worker.submit(connection -> Thread.currentThread()));
        failure(worker.submit(connection -> {
            throw new IllegalStateException("roll back");
        }));
        bench.timer.advance(Duration.ofSeconds(1));
        answer(worker.submit(bench.job("validated")));
        failure(worker.submit(connection -> {
            throw new BrokenPipe();
        }));
        answer(worker.submit(bench.job("reopened")));
        worker.stop();

        assertThat(bench.connector.events())
                .contains("open 1", "validate 1", "begin 1", "commit 1", "rollback 1", "close 1", "open 2", "close 2");
        assertThat(bench.connector.threads()).containsExactly(ran);
        assertThat(ran.getName()).isEqualTo("oneshot-orders");
        assertThat(ran.isDaemon()).isTrue();
    }

    @Test
    void theThreadInheritsNothingButTheContextClassLoader() {
        InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
        user.set("the starter");
        try {
            worker.start();

            String inherited = answer(worker.submit(connection -> user.get()));
            ClassLoader loader =
                    answer(worker.submit(connection -> Thread.currentThread().getContextClassLoader()));

            assertThat(inherited).isNull();
            assertThat(loader).isSameAs(Thread.currentThread().getContextClassLoader());
        } finally {
            user.remove();
        }
    }

    @Test
    void jobsRunInTheOrderOfTheirSubmission() throws Exception {
        Gate gate = bench.startOccupied();
        for (int i = 1; i <= 5; i++) {
            worker.submit(bench.job("job " + i));
        }

        gate.open();
        worker.stop();

        assertThat(bench.connector.events().stream().filter(event -> event.startsWith("run")))
                .containsExactly("run job 1", "run job 2", "run job 3", "run job 4", "run job 5");
    }
}
