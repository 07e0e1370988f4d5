package dev.oneshot.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.Bounded;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A worker over an object that belongs to one thread. */
class ThreadBoundWorkerTest {

    private final List<String> touches = new CopyOnWriteArrayList<>();

    /** Says nothing of threads, since a connection is bound to its thread unless the connector denies it. */
    private final Connector<ThreadBoundObject> connector = new Connector<>() {

        @Override
        public ThreadBoundObject open() {
            return new ThreadBoundObject(touches);
        }

        @Override
        public boolean validate(ThreadBoundObject object) {
            object.use("validate");
            return true;
        }
    };

    @Test
    void openedUsedValidatedIdleAndClosedOnOneThread() throws Throwable {
        ConnectionWorker<ThreadBoundObject> worker = ConnectionWorker.over(connector)
                .name("bound")
                .validateAfterIdle(Duration.ZERO)
                .whenIdle(Duration.ofMillis(1), object -> object.use("idle"))
                .build();
        worker.start();

        Thread byLoneCaller = worker.call(object -> object.use("call"));
        List<Bounded.Running<Thread>> byMany = Stream.generate(
                        () -> Bounded.start(() -> worker.call(object -> object.use("call"))))
                .limit(10)
                .toList();
        for (Bounded.Running<Thread> running : byMany) {
            assertThat(running.get()).isSameAs(byLoneCaller).isNotSameAs(running.thread());
        }
        Bounded.until("the idle task has run", () -> touches.contains("idle"));
        worker.stop();

        assertThat(byLoneCaller).isNotSameAs(Thread.currentThread());
        assertThat(touches)
                .startsWith("open")
                .endsWith("close")
                .contains("validate")
                .noneMatch(touch -> touch.endsWith("by a stranger"));
    }

    @Test
    void eachStartOpensAnotherOnTheThreadOfThatStart() {
        ConnectionWorker<ThreadBoundObject> worker =
                ConnectionWorker.over(connector).name("bound").build();
        for (int start = 0; start < 2; start++) {
            worker.start();
            worker.call(object -> object.use("call"));
            worker.stop();
        }

        assertThat(touches).containsExactly("open", "call", "close", "open", "call", "close");
    }
}
