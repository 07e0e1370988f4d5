package dev.oneshot.autoconfigure.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.Line;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.WorkerStoppedException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class WorkerLifecycleTest {

    @AfterEach
    void mend() {
        TwoLines.refused = null;
        TwoLines.closing = null;
    }

    @Test
    void workersStartBeforeTheWebServerAndStopAfterIt() {
        assertThat(WorkerLifecycle.PHASE).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
        WebServerLike server = new WebServerLike();

        Contexts.plain()
                .withUserConfiguration(TwoLines.class)
                .withBean(WebServerLike.class, () -> server)
                .run(context -> assertThat(server.workerRanAtStart).isTrue());

        assertThat(server.workerRanAtStop).isTrue();
    }

    @Test
    void aStoppedContextStartsAgain() {
        Contexts.plain().withUserConfiguration(TwoLines.class).run(context -> {
            ConnectionWorker<?> worker = context.getBean("a", ConnectionWorker.class);

            context.stop();
            assertThat(worker.isRunning()).isFalse();
            assertThatThrownBy(() -> worker.call(line -> 1)).isInstanceOf(WorkerStoppedException.class);

            context.start();
            assertThat(worker.<Integer>call(line -> 1)).isEqualTo(1);
        });
    }

    @Test
    void aPausedContextGoesOn() {
        Contexts.plain().withUserConfiguration(TwoLines.class).run(context -> {
            ConnectionWorker<?> worker = context.getBean("a", ConnectionWorker.class);

            context.getSourceApplicationContext().pause();
            assertThat(worker.isRunning()).isFalse();

            context.getSourceApplicationContext().restart();
            assertThat(worker.<Integer>call(line -> 1)).isEqualTo(1);
        });
    }

    @Test
    void closingTheContextAnswersWhatWasAccepted() {
        Contexts.plain().withUserConfiguration(TwoLines.class).run(context -> {
            ConnectionWorker<?> worker = context.getBean("a", ConnectionWorker.class);
            CountDownLatch release = Contexts.occupy(worker);
            Receiver<String> accepted = worker.submit(line -> "done");
            SmartLifecycle lifecycle = context.getBean(WorkerLifecycle.class);
            CountDownLatch stopped = new CountDownLatch(1);

            lifecycle.stop(stopped::countDown);
            release.countDown();

            assertThat(stopped.await(Contexts.GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(accepted.tryReceive().get()).isEqualTo("done");
            assertThat(lifecycle.isRunning()).isFalse();
        });
        assertThat(Contexts.threadsNamed("oneshot-lifecycle-")).isEmpty();
    }

    @Test
    void workersStopAtTheSameTime() {
        TwoLines.closing = new CyclicBarrier(2);

        Contexts.plain()
                .withUserConfiguration(TwoLines.class)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(TwoLines.closedTogether.get()).isEqualTo(2);
    }

    @Test
    void theCallbackIsCalledWhenThereIsNothingToStop() {
        Contexts.plain().run(context -> {
            AtomicBoolean called = new AtomicBoolean();

            context.getBean(WorkerLifecycle.class).stop(() -> called.set(true));

            assertThat(called).isTrue();
        });
    }

    @Test
    void whenAnotherBeanFailsToStartNoThreadIsLeft() {
        Contexts.plain()
                .withUserConfiguration(TwoLines.class, FailsToStart.class)
                .run(context -> assertThat(context).hasFailed());

        assertThat(Contexts.threadsNamed("oneshot-lifecycle-")).isEmpty();
    }

    @Test
    void whenOneWorkerCannotConnectTheOthersAreStopped() {
        Contexts.plain()
                .withUserConfiguration(TwoLines.class, DeadLine.class)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage("nobody answers"));

        assertThat(Contexts.threadsNamed("oneshot-lifecycle-")).isEmpty();
    }

    @Test
    void whenOneWorkerCannotComeBackTheOthersAreStoppedAgain() {
        Contexts.plain().withUserConfiguration(TwoLines.class).run(context -> {
            context.stop();
            TwoLines.refused = "b";

            assertThatThrownBy(context::start).hasRootCauseMessage("nobody answers");

            assertThat(context.getBean("a", ConnectionWorker.class).isRunning()).isFalse();
            assertThat(context.getBean(WorkerLifecycle.class).isRunning()).isFalse();

            TwoLines.refused = null;
            context.start();
            assertThat(context.getBean("b", ConnectionWorker.class).isRunning()).isTrue();
        });
    }

    @Test
    void twoWorkersOfOneNameAreRefused() {
        Contexts.plain()
                .withUserConfiguration(TwoLines.class, SameName.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("two workers have the name 'lifecycle-a'")
                        .hasMessageContaining("bean 'again'"));
    }

    @Test
    void workersThatCannotBeInjectedByTypeTakePart() {
        Contexts.plain()
                .withUserConfiguration(Hidden.class)
                .run(context -> assertThat(context.getBean("hidden", ConnectionWorker.class)
                                .isRunning())
                        .isTrue());
    }

    @Test
    void lazyWorkersAreStarted() {
        Contexts.plain()
                .withUserConfiguration(TwoLines.class)
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(
                                context.getBean("a", ConnectionWorker.class).isRunning())
                        .isTrue());
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoLines {

        static volatile String refused;
        static volatile CyclicBarrier closing;
        static final AtomicInteger closedTogether = new AtomicInteger();

        @Bean
        ConnectionWorker<Line> a(WorkerBuilderFactory workers) {
            return workers.over("lifecycle-a", new MeetingConnector("a")).build();
        }

        @Bean
        ConnectionWorker<Line> b(WorkerBuilderFactory workers) {
            return workers.over("lifecycle-b", new MeetingConnector("b")).build();
        }
    }

    /** Refuses when told, and closes its connection only together with another one when told so. */
    record MeetingConnector(String name) implements Connector<Line> {

        @Override
        public Line open() throws IOException {
            if (name.equals(TwoLines.refused)) {
                throw new IOException("nobody answers");
            }
            return new Line(name);
        }

        @Override
        public void close(Line connection) throws Exception {
            CyclicBarrier barrier = TwoLines.closing;
            if (barrier != null) {
                barrier.await(5, TimeUnit.SECONDS);
                TwoLines.closedTogether.incrementAndGet();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class DeadLine {

        @Bean
        ConnectionWorker<Line> dead(WorkerBuilderFactory workers) {
            Connector<Line> connector = () -> {
                throw new IOException("nobody answers");
            };
            return workers.over("lifecycle-dead", connector).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SameName {

        @Bean
        ConnectionWorker<Line> again(WorkerBuilderFactory workers) {
            return workers.over("lifecycle-a", () -> new Line("two")).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Hidden {

        @Bean(defaultCandidate = false)
        ConnectionWorker<Line> hidden(WorkerBuilderFactory workers) {
            return workers.over("lifecycle-hidden", () -> new Line("hidden")).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailsToStart {

        @Bean
        SmartLifecycle failing() {
            return new SmartLifecycle() {
                @Override
                public void start() {
                    throw new IllegalStateException("port in use");
                }

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }
    }
}
