package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the tasks of an executor can rely on. */
class LocalExecutorTest {

    private final AtomicLong clock = new AtomicLong();
    private final LocalExecutor executor =
            LocalExecutor.builder().name("test").clock(clock::get).build();
    private final CountingWaker waker = new CountingWaker();
    private final List<String> events = new ArrayList<>();

    @Test
    void nothingRunsBeforeTheExecutorRuns() {
        Task<Integer> task = executor.spawn(Futures.ready(1));

        assertThat(task.isEnded()).isFalse();
        executor.runUntilStalled();

        assertThat(task.isEnded()).isTrue();
        assertThat(task.poll(waker.context()).get()).isEqualTo(1);
    }

    @Test
    void tasksAreFirstPolledInTheOrderOfTheirSpawningAndThenOfTheirWakes() {
        Oneshot<String> a = Oneshot.create();
        Oneshot<String> b = Oneshot.create();
        executor.spawn(traced("a", a.receiver()));
        executor.spawn(traced("b", b.receiver()));
        executor.runUntilStalled();
        b.sender().send("");
        a.sender().send("");
        executor.runUntilStalled();

        assertThat(events).containsExactly("a", "b", "b", "a");
    }

    @Test
    void aTaskThatAlwaysWakesItselfHasOneTurnBetweenTheTurnsOfOthers() {
        Task<Void> endless = executor.spawn(traced("endless", cx -> {
            cx.waker().wake();
            return Poll.pending();
        }));
        Future<Void> three = Futures.yieldNow().then(x -> Futures.yieldNow()).then(x -> Futures.yieldNow());

        executor.run(traced("main", three));
        endless.cancel();

        assertThat(events).containsExactly("endless", "main", "endless", "main", "endless", "main", "endless", "main");
    }

    @Test
    void severalWakesBeforeATurnAreOneTurn() {
        Waker[] kept = new Waker[1];
        AtomicInteger polls = new AtomicInteger();
        executor.spawn(cx -> {
            kept[0] = cx.waker();
            polls.incrementAndGet();
            return Poll.pending();
        });
        executor.runUntilStalled();

        kept[0].wake();
        kept[0].wake();
        kept[0].wake();
        executor.runUntilStalled();

        assertThat(polls).hasValue(2);
        assertThat(executor.metrics().wakes()).isEqualTo(3);
    }

    @Test
    void aTaskThatEndedIsNeverPolledAgainAndItsWakerKeepsNothing() {
        Waker[] kept = new Waker[1];
        Object held = new Object();
        WeakReference<Object> reference = new WeakReference<>(held);
        executor.spawn(keepsWaker(kept, held));
        held = null;
        executor.runUntilStalled();

        kept[0].wake();
        executor.runUntilStalled();

        assertThat(executor.metrics().polls()).isOne();
        assertThat(executor.metrics().wakes()).isZero();
        Garbage.isCollected(reference, (Object) kept);
    }

    @Test
    void theWakerOfAnEndedTaskDoesNotKeepItsExecutor() {
        Waker[] kept = new Waker[1];
        WeakReference<LocalExecutor> reference = ranOnce(kept);

        Garbage.isCollected(reference, (Object) kept);
    }

    @Test
    void aWakeDuringTheLastPollDoesNotPollAgain() {
        executor.spawn(cx -> {
            cx.waker().wake();
            return Poll.ready(1);
        });
        executor.runUntilStalled();

        assertThat(executor.metrics().polls()).isOne();
        assertThat(executor.metrics().queued()).isZero();
    }

    @Test
    void aFailureIsTheOutcomeOfItsTaskAndTheOthersGoOn() {
        AssertionError error = new AssertionError("of the task");
        Task<Object> failing = executor.spawn(Futures.failed(error));
        Task<Object> nothing = executor.spawn(cx -> null);
        Task<Integer> good = executor.spawn(Futures.ready(1));
        executor.runUntilStalled();

        assertThatThrownBy(() -> failing.poll(waker.context())).isSameAs(error);
        assertThatThrownBy(() -> nothing.poll(waker.context())).hasMessage("poll returned null");
        assertThat(good.poll(waker.context()).get()).isEqualTo(1);
    }

    @Test
    void aTaskMaySpawnAndAwaitOthers() {
        int sum = executor.run(executor.spawn(
                "outer",
                Futures.ready(1)
                        .then(one -> Futures.join(
                                executor.spawn(Futures.yieldNow().map(x -> 2)),
                                executor.spawn(Futures.ready(3)),
                                Integer::sum))));

        assertThat(sum).isEqualTo(5);
        assertThat(executor.metrics().live()).isZero();
    }

    @Test
    void runLeavesTheOthersWhereTheyAre() {
        Oneshot<String> oneshot = Oneshot.create();
        Task<String> other = executor.spawn(oneshot.receiver());

        executor.run(Futures.yieldNow());
        assertThat(other.isEnded()).isFalse();
        oneshot.sender().send("value");

        assertThat(executor.run(other)).isEqualTo("value");
    }

    @Test
    void aValueThatIsThereWhenItsHandleIsGivenUpIsClosed() {
        AtomicInteger closed = new AtomicInteger();
        Task<AutoCloseable> given = executor.spawn(Futures.ready(closed::incrementAndGet));
        Task<AutoCloseable> detached = executor.spawn(Futures.ready(closed::incrementAndGet));
        Task<AutoCloseable> early = executor.spawn(Futures.ready(closed::incrementAndGet));
        early.detach();
        executor.runUntilStalled();
        assertThat(closed).hasValue(1);

        given.close();
        given.close();
        detached.detach();

        assertThat(closed).hasValue(3);
    }

    @Test
    void closeEndsEveryTaskAndRefusesOthers() {
        Oneshot<String> idle = Oneshot.create();
        Oneshot<String> queued = Oneshot.create();
        Task<String> idleTask = executor.spawn(idle.receiver());
        executor.runUntilStalled();
        Task<String> queuedTask = executor.spawn(queued.receiver());

        executor.close();
        executor.close();

        assertThat(idle.sender().isClosed()).isTrue();
        assertThat(queued.sender().isClosed()).isTrue();
        assertThatThrownBy(() -> idleTask.poll(waker.context())).isExactlyInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> queuedTask.poll(waker.context())).isExactlyInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> executor.spawn(Futures.ready(1)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("executor 'test' is closed and takes no more tasks");
        assertThatThrownBy(() -> executor.run(Futures.ready(1))).hasMessageContaining("it is closed");
        assertThat(executor.metrics().live()).isZero();
        assertThat(executor.metrics().queued()).isZero();
        assertThat(executor.metrics().spawned()).isEqualTo(2);
    }

    @Test
    void aCloseThatThrowsDoesNotKeepTheOthersOpen() {
        Oneshot<String> oneshot = Oneshot.create();
        Task<Object> rude = executor.spawn(new Future<>() {
            @Override
            public Poll<Object> poll(Context context) {
                return Poll.pending();
            }

            @Override
            public void close() {
                throw new IllegalStateException("on purpose");
            }
        });
        executor.spawn(oneshot.receiver());

        executor.close();

        assertThat(oneshot.sender().isClosed()).isTrue();
        assertThatThrownBy(() -> rude.poll(waker.context()))
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }

    @Test
    void thePollBudgetIsFullAtEveryTurn() {
        LocalExecutor frugal = LocalExecutor.builder().pollBudget(3).build();
        AtomicInteger taken = new AtomicInteger();
        Task<Void> greedy = frugal.spawn(cx -> {
            while (cx.tryProceed()) {
                if (taken.incrementAndGet() == 10) {
                    return Poll.ready(null);
                }
            }
            return Poll.pending();
        });
        frugal.run(greedy);

        assertThat(frugal.metrics().polls() - 2).isEqualTo(4);
    }

    @Test
    void metricsTellPollsPendingsWakesAndTimes() {
        Oneshot<String> oneshot = Oneshot.create();
        executor.spawn(oneshot.receiver());
        executor.spawn("slow one", cx -> {
            clock.addAndGet(Duration.ofMillis(10).toNanos());
            return Poll.ready(1);
        });
        assertThat(executor.metrics().queued()).isEqualTo(2);
        executor.runUntilStalled();
        oneshot.sender().send("value");
        clock.addAndGet(5);
        executor.runUntilStalled();

        ExecutorMetrics metrics = executor.metrics();
        assertThat(metrics)
                .isEqualTo(new ExecutorMetrics(
                        2,
                        0,
                        3,
                        1,
                        1,
                        0,
                        1,
                        new SlowPoll("slow one", Duration.ofMillis(10)),
                        Duration.ofNanos(5),
                        Duration.ofNanos(5)));
    }

    @Test
    void aSlowPollOfATaskWithoutANameIsToldByItsFuture() {
        executor.spawn(new Future<Integer>() {
            @Override
            public Poll<Integer> poll(Context context) {
                clock.addAndGet(Duration.ofSeconds(1).toNanos());
                return Poll.ready(1);
            }

            @Override
            public String toString() {
                return "the cart";
            }
        });
        executor.runUntilStalled();

        assertThat(executor.metrics().slowest()).isEqualTo(new SlowPoll("the cart", Duration.ofSeconds(1)));
    }

    @Test
    void aSlowPollInACrowdOfShortOnesIsCountedAtOnceAndNamedWhenItComesAgain() {
        AtomicInteger turns = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            executor.spawn(
                    "quick", Futures.yieldNow().then(x -> Futures.yieldNow()).then(x -> Futures.yieldNow()));
        }
        executor.spawn("slow one", cx -> {
            if (turns.getAndIncrement() < 2) {
                clock.addAndGet(Duration.ofMillis(10).toNanos());
                cx.waker().wake();
                return Poll.pending();
            }
            return Poll.ready(1);
        });

        executor.runUntilStalled();

        assertThat(executor.metrics().slowPolls()).isEqualTo(2);
        assertThat(executor.metrics().slowest()).isEqualTo(new SlowPoll("slow one", Duration.ofMillis(10)));
    }

    @Test
    void aSlowPollInACrowdOfShortOnesThatComesOnceIsTimed() {
        for (int i = 0; i < 100; i++) {
            executor.spawn("quick", Futures.yieldNow());
        }
        executor.spawn(cx -> {
            clock.addAndGet(Duration.ofMillis(10).toNanos());
            return Poll.ready(1);
        });

        executor.runUntilStalled();

        assertThat(executor.metrics().slowPolls()).isOne();
        assertThat(executor.metrics().slowest()).isEqualTo(new SlowPoll("one of 16 tasks", Duration.ofMillis(10)));
    }

    @Test
    void itsTimerRunsBetweenPollsOnItsThread() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        executor.timer().schedule(10, () -> thread.complete(Thread.currentThread()));
        Task<Void> sleeper = executor.spawn(executor.timer().sleep(Duration.ofNanos(10)));
        executor.runUntilStalled();
        assertThat(sleeper.isEnded()).isFalse();

        clock.addAndGet(10);
        executor.runUntilStalled();

        assertThat(thread).isCompletedWithValue(Thread.currentThread());
        assertThat(sleeper.isEnded()).isTrue();
    }

    @Test
    void aTaskThatAlwaysWakesItselfDoesNotKeepTheTimersFromRunning() {
        executor.spawn(cx -> {
            clock.incrementAndGet();
            cx.waker().wake();
            return Poll.pending();
        });

        executor.run(executor.timer().sleep(Duration.ofNanos(500)));

        assertThat(clock.get()).isBetween(500L, 700L);
    }

    @Test
    void itsThreadWaitsForItsTimerWhenItHasNothingElse() throws Throwable {
        LocalExecutor real = LocalExecutor.create();
        long from = System.nanoTime();
        Bounded.Running<Void> running =
                Bounded.start(() -> real.run(real.timer().sleep(Duration.ofMillis(20))));

        running.get();

        assertThat(System.nanoTime() - from)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(real.metrics().polls()).isEqualTo(2);
    }

    private <T> Future<T> traced(String name, Future<T> future) {
        return cx -> {
            events.add(name);
            return future.poll(cx);
        };
    }

    private static Future<Integer> keepsWaker(Waker[] kept, Object held) {
        return cx -> {
            kept[0] = cx.waker();
            return Poll.ready(held.hashCode());
        };
    }

    private static WeakReference<LocalExecutor> ranOnce(Waker[] kept) {
        LocalExecutor executor = LocalExecutor.create();
        executor.spawn(keepsWaker(kept, "")).cancel();
        executor.spawn(keepsWaker(kept, ""));
        executor.runUntilStalled();
        return new WeakReference<>(executor);
    }
}
