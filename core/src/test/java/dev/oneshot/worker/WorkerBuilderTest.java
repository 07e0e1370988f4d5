package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.runner.BlockingGuard;
import dev.oneshot.runner.Runner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerBuilderTest {

    private final ScriptedConnector connector = new ScriptedConnector();
    private final WorkerBuilder<FakeConnection> builder = ConnectionWorker.over(connector);

    @Test
    void aBuilderDescribesSeveralWorkersWithoutChangingTheFirst() {
        ConnectionWorker<FakeConnection> first =
                builder.name("first").queueCapacity(1).build();
        ConnectionWorker<FakeConnection> second =
                builder.name("second").queueCapacity(2).build();

        assertThat(first.name()).isEqualTo("first");
        assertThat(first.snapshot().queue().capacity()).isOne();
        assertThat(second.name()).isEqualTo("second");
        assertThat(second.snapshot().queue().capacity()).isEqualTo(2);
    }

    @Test
    void theDefaultsAreThoseOfTheirDocumentation() {
        WorkerSnapshot snapshot = builder.build().snapshot();

        assertThat(snapshot.name()).isEqualTo("worker");
        assertThat(snapshot.queue().capacity()).isEqualTo(256);
        assertThat(builder.deadline).isEqualTo(Duration.ofSeconds(30));
        assertThat(builder.admissionTimeout).isEqualTo(Duration.ZERO);
        assertThat(builder.minReconnectPause).isEqualTo(Duration.ofMillis(100));
        assertThat(builder.maxReconnectPause).isEqualTo(Duration.ofSeconds(10));
        assertThat(builder.validateAfterIdle).isEqualTo(Duration.ofMillis(500));
        assertThat(builder.stopTimeout).isEqualTo(Duration.ofSeconds(20));
        assertThat(builder.failFast).isTrue();
    }

    @Test
    void impossibleSettingsAreRefusedWhereTheyAreMade() {
        Duration none = Duration.ZERO;
        Duration negative = Duration.ofMillis(-1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.queueCapacity(0))
                .withMessage("queueCapacity must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.deadline(none));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.admissionTimeout(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.reconnectPauses(none, Duration.ofDays(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.reconnectPauses(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.validateAfterIdle(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.stopTimeout(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.build().stop(negative));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobOptions.defaults().withDeadline(none));
        assertThatNullPointerException().isThrownBy(() -> JobOptions.named(null));
        assertThatNullPointerException().isThrownBy(() -> builder.build().submit(null));
    }

    @Test
    void optionsAreImmutableAndKeepEachOther() {
        JobOptions named = JobOptions.named("insertOrder");
        JobOptions both = named.withDeadline(Duration.ofSeconds(1));

        assertThat(named.deadline()).isNull();
        assertThat(both.name()).isEqualTo("insertOrder");
        assertThat(both.withName("other").deadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(both.withoutDeadline().deadline()).isEqualTo(Durations.FOREVER);
        assertThat(JobOptions.defaults().name()).isNull();
    }

    @Test
    void aThreadThatMustNotBlockIsRefusedBeforeItsJobIsQueued() {
        BlockingGuard guard = () -> {
            throw new IllegalStateException("event loop");
        };
        try (ConnectionWorker<FakeConnection> worker = builder.runner(
                        Runner.create(new dev.oneshot.PollCounter(), guard))
                .build()) {
            worker.start();

            assertThatThrownBy(() -> worker.call(FakeConnection::number)).hasMessage("event loop");
        }
        assertThat(connector.events()).containsExactly("open 1", "close 1");
    }

    @Test
    void theDecoratorWrapsOnTheCallersThreadAndItsJobRunsOnTheWorkers() {
        AtomicInteger wrapped = new AtomicInteger();
        Thread caller = Thread.currentThread();
        try (ConnectionWorker<FakeConnection> worker = builder.decorator(new JobDecorator() {
                    @Override
                    public <C, R extends @Nullable Object> Job<C, R> decorate(Job<C, R> job) {
                        assertThat(Thread.currentThread()).isSameAs(caller);
                        return connection -> {
                            assertThat(Thread.currentThread()).isNotSameAs(caller);
                            wrapped.incrementAndGet();
                            return job.run(connection);
                        };
                    }
                })
                .build()) {
            worker.start();

            int number = worker.call(FakeConnection::number);
            assertThat(number).isOne();
        }
        assertThat(wrapped).hasValue(1);
    }

    @Test
    void durationsReadAsAPersonWouldWriteThem() {
        assertThat(Durations.text(250_000)).isEqualTo("250 µs");
        assertThat(Durations.text(12_345_678)).isEqualTo("12 ms");
        assertThat(Durations.text(1_250_000_000L)).isEqualTo("1.2 s");
        assertThat(Durations.nanos(Duration.ofDays(1_000_000))).isEqualTo(Long.MAX_VALUE);
    }
}
