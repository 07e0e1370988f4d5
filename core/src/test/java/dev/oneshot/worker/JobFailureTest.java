package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Context;
import dev.oneshot.OneshotFactory;
import dev.oneshot.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class JobFailureTest {

    @RegisterExtension
    final Workbench bench = new Workbench();

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    static Throwable[] everyKindOfThrowable() {
        return new Throwable[] {
            new IllegalStateException("unchecked"),
            new IOException("checked"),
            new AssertionError("error"),
            new StackOverflowError("too deep"),
            new OutOfMemoryError("too much"),
            new InterruptedException("interrupted"),
            new CompletionException(new IOException("wrapped by the job"))
        };
    }

    @ParameterizedTest
    @MethodSource("everyKindOfThrowable")
    void theCallerGetsWhatTheJobThrewAfterARollbackAndTheWorkerGoesOn(Throwable thrown) {
        worker.start();
        Receiver<String> failing = worker.submit(connection -> {
            throw ScriptedConnector.sneak(thrown);
        });

        Throwable received = thrown instanceof CompletionException ? catchFailure(failing) : failure(failing);

        assertThat(received).isSameAs(thrown);
        assertThat(bench.connector.events()).containsExactly("open 1", "begin 1", "rollback 1");
        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
        assertThat(worker.count(JobOutcome.FAILED)).isOne();
        assertThat(bench.connector.count(Step.OPEN)).isOne();
    }

    @Test
    void aRealStackOverflowIsSurvived() {
        worker.start();

        assertThat(failure(worker.submit(connection -> dive(0)))).isInstanceOf(StackOverflowError.class);

        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
    }

    @Test
    void callThrowsTheJobsOwnThrowable() {
        worker.start();
        IllegalStateException thrown = new IllegalStateException("job");

        assertThatThrownBy(() -> worker.call(connection -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void anInterruptThatAJobLeavesReachesNeitherItsCommitNorTheNextJob() {
        worker.start();
        AtomicBoolean seen = new AtomicBoolean();
        bench.connector.always(
                Step.COMMIT,
                () -> seen.compareAndSet(false, Thread.currentThread().isInterrupted()));
        bench.connector.always(
                Step.ROLLBACK,
                () -> seen.compareAndSet(false, Thread.currentThread().isInterrupted()));

        answer(worker.submit(connection -> {
            Thread.currentThread().interrupt();
            return "interrupted";
        }));
        failure(worker.submit(connection -> {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted, too");
        }));
        boolean nextSaw =
                answer(worker.submit(connection -> Thread.currentThread().isInterrupted()));

        assertThat(seen).isFalse();
        assertThat(nextSaw).isFalse();
    }

    @Test
    void aJobThatCannotBeginFailsAndLeavesTheConnectionInUse() {
        IOException busy = new IOException("busy");
        bench.connector.next(Step.BEGIN, ScriptedConnector.fail(busy));
        worker.start();

        assertThat(failure(worker.submit(bench.job("order")))).isSameAs(busy);

        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
        assertThat(bench.connector.events())
                .containsExactly("open 1", "begin 1", "validate 1", "begin 1", "run next", "commit 1");
    }

    @Test
    void aRefusedCommitIsRolledBackAndFailsThatJobAlone() {
        IOException refused = new IOException("constraint");
        bench.connector.next(Step.COMMIT, ScriptedConnector.fail(refused));
        worker.start();

        assertThat(failure(worker.submit(bench.job("order")))).isSameAs(refused);

        assertThat(answer(worker.submit(bench.job("next")))).isEqualTo("next");
        assertThat(bench.connector.events())
                .containsExactly(
                        "open 1", "begin 1", "run order", "commit 1", "rollback 1", "begin 1", "run next", "commit 1");
    }

    @Test
    void aDecoratorThatThrowsLeavesNoChannelOpen() {
        OneshotFactory oneshots = new OneshotFactory();
        IllegalStateException thrown = new IllegalStateException("decorator");
        Workbench decorated =
                new Workbench(settings -> settings.oneshots(oneshots).decorator(new JobDecorator() {
                    @Override
                    public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
                        throw thrown;
                    }
                }));
        try {
            decorated.worker.start();

            assertThatThrownBy(() -> decorated.worker.submit(decorated.job("order")))
                    .isSameAs(thrown);

            assertThat(oneshots.counts().created()).isZero();
            assertThat(decorated.worker.snapshot().queue().size()).isZero();
        } finally {
            decorated.worker.stop(Duration.ZERO);
        }
    }

    @Test
    void aWakerThatThrowsHarmsNobodyElse() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> bad = worker.submit(bench.job("bad"));
        bad.poll(Context.of(() -> {
            throw new AssertionError("bad waker");
        }));
        Receiver<String> next = worker.submit(bench.job("next"));

        gate.open();

        assertThat(answer(next)).isEqualTo("next");
        assertThat(answer(bad)).isEqualTo("bad");
        assertThat(bench.connector.count(Step.OPEN)).isOne();
    }

    private static Throwable catchFailure(Receiver<?> receiver) {
        return catchThrowable(() -> answer(receiver));
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose: it is to overflow the stack
    private static int dive(int depth) {
        return dive(depth + 1) + 1;
    }
}
