package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a caller may ask for besides a name and a deadline: a lane, a reserved place, a shared answer. */
class OptionsTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.queueCapacity(20));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;
    private final List<Receiver<String>> filling = new ArrayList<>();

    @Test
    void higherLanesGoFirstAndNoneIsPassedOverForEver() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions low = JobOptions.defaults().withPriority(Priority.LOW);
        JobOptions high = JobOptions.defaults().withPriority(Priority.HIGH);
        worker.submit(bench.job("low"), low);
        worker.submit(bench.job("normal"));
        for (int i = 1; i <= 10; i++) {
            worker.submit(bench.job("high " + i), high);
        }

        gate.open();
        worker.stop();

        assertThat(runs())
                .containsExactly(
                        "run high 1",
                        "run high 2",
                        "run high 3",
                        "run high 4",
                        "run high 5",
                        "run high 6",
                        "run high 7",
                        "run high 8",
                        "run normal",
                        "run low",
                        "run high 9",
                        "run high 10");
    }

    @Test
    void aReservedPlaceIsKeptFree() throws Exception {
        Gate gate = bench.startOccupied();
        Permit<FakeConnection> permit = ready(worker.reserve());
        for (int i = 0; i < 19; i++) {
            worker.submit(bench.job("other"));
        }
        assertThatThrownBy(() -> worker.submit(bench.job("one too many"))).isInstanceOf(QueueFullException.class);

        Receiver<String> reserved = permit.submit(bench.job("reserved"), JobOptions.defaults());

        gate.open();
        assertThat(answer(reserved)).isEqualTo("reserved");
        assertThatThrownBy(() -> permit.submit(bench.job("again"), JobOptions.defaults()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPlaceThatBecomesFreeGoesToTheFirstInLineAndToNobodyElse() throws Exception {
        Gate gate = fill();
        AtomicInteger wakes = new AtomicInteger();
        Future<Permit<FakeConnection>> first = worker.reserve();
        Future<Permit<FakeConnection>> second = worker.reserve();
        assertThat(first.poll(Context.of(wakes::incrementAndGet)).isReady()).isFalse();
        assertThat(second.poll(Context.of(() -> wakes.addAndGet(100))).isReady())
                .isFalse();

        filling.remove(0).close();

        assertThat(wakes).hasValue(1);
        assertThatThrownBy(() -> worker.submit(bench.job("pushes in"))).isInstanceOf(QueueFullException.class);
        ready(first).close();
        assertThat(wakes).hasValue(101);
        ready(second).close();
        assertThat(worker.submit(bench.job("now there is room"))).isNotNull();
        gate.open();
    }

    @Test
    void onePlaceGrantedAndNotTakenIsHandedOn() throws Exception {
        Gate gate = fill();
        AtomicInteger wakes = new AtomicInteger();
        Future<Permit<FakeConnection>> first = worker.reserve();
        Future<Permit<FakeConnection>> second = worker.reserve();
        first.poll(Context.of(() -> {}));
        second.poll(Context.of(wakes::incrementAndGet));
        filling.remove(0).close();

        first.close();

        assertThat(wakes).hasValue(1);
        ready(second).close();
        gate.open();
    }

    @Test
    void equalReadsThatWaitAreAnsweredByOne() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions merged = JobOptions.named("read").mergedBy("register 7");
        Receiver<String> first = worker.submit(bench.job("read"), merged);
        Receiver<String> second = worker.submit(bench.job("read"), merged);
        Receiver<String> other =
                worker.submit(bench.job("other"), JobOptions.defaults().mergedBy("register 8"));

        gate.open();

        assertThat(List.of(answer(first), answer(second), answer(other))).containsExactly("read", "read", "other");
        assertThat(runs()).containsExactly("run read", "run other");
    }

    @Test
    void aReadDoesNotJoinOneThatWasQueuedBeforeAWrite() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions merged = JobOptions.named("read").mergedBy("register 7");
        Receiver<String> before = worker.submit(bench.job("before"), merged);
        worker.submit(bench.job("write"));
        Receiver<String> after = worker.submit(bench.job("after"), merged);

        gate.open();

        assertThat(answer(before)).isEqualTo("before");
        assertThat(answer(after)).isEqualTo("after");
        assertThat(runs()).containsExactly("run before", "run write", "run after");
    }

    @Test
    void aReadDoesNotJoinOneThatOvertakesTheWriteBeforeIt() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions merged = JobOptions.named("read").mergedBy("register 7");
        worker.submit(bench.job("write"));
        Receiver<String> hasty = worker.submit(bench.job("hasty"), merged.withPriority(Priority.HIGH));
        Receiver<String> patient = worker.submit(bench.job("patient"), merged);

        gate.open();

        assertThat(answer(hasty)).isEqualTo("hasty");
        assertThat(answer(patient)).isEqualTo("patient");
        assertThat(runs()).containsExactly("run hasty", "run write", "run patient");
    }

    @Test
    void aSharedReadRunsAsLongAsOneCallerWantsIt() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions merged = JobOptions.named("read").mergedBy("register 7");
        Receiver<String> gone = worker.submit(bench.job("read"), merged);
        Receiver<String> stays = worker.submit(bench.job("read"), merged);
        Receiver<String> impatient = worker.submit(bench.job("read"), merged.withDeadline(Duration.ofSeconds(1)));
        gone.close();
        bench.timer.advance(Duration.ofSeconds(2));

        assertThat(failure(impatient)).isInstanceOf(DeadlineExceededException.class);
        gate.open();

        assertThat(answer(stays)).isEqualTo("read");
    }

    @Test
    void aSharedReadThatNobodyWantsAnyMoreDoesNotRun() throws Exception {
        Gate gate = bench.startOccupied();
        JobOptions merged = JobOptions.named("read").mergedBy("register 7");
        Receiver<String> first = worker.submit(bench.job("read"), merged);
        Receiver<String> second = worker.submit(bench.job("read"), merged);

        first.close();
        second.close();
        Receiver<String> afresh = worker.submit(bench.job("afresh"), merged);
        gate.open();

        assertThat(answer(afresh)).isEqualTo("afresh");
        assertThat(runs()).containsExactly("run afresh");
    }

    /** Occupies the worker and fills its queue. */
    private Gate fill() throws InterruptedException {
        Gate gate = bench.startOccupied();
        for (int i = 0; i < 20; i++) {
            filling.add(worker.submit(bench.job("other")));
        }
        return gate;
    }

    private static <T> T ready(Future<T> future) {
        Poll<T> poll = future.poll(Context.of(() -> {}));
        assertThat(poll.isReady()).isTrue();
        return poll.get();
    }

    private List<String> runs() {
        worker.stop();
        return bench.connector.events().stream()
                .filter(event -> event.startsWith("run "))
                .toList();
    }
}
