package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.testing.Bounded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An executor and other threads. */
class LocalExecutorThreadsTest {

    private final LocalExecutor executor = LocalExecutor.builder().name("test").build();
    private final Runner runner = Runner.create();

    @Test
    void aWakeFromAnotherThreadEndsTheSleepOfTheExecutor() throws Throwable {
        Oneshot<String> oneshot = Oneshot.create();
        Bounded.Running<String> running = Bounded.start(() -> executor.run(oneshot.receiver()));
        Bounded.untilParked(running.thread());

        oneshot.sender().send("value");

        assertThat(running.get()).isEqualTo("value");
    }

    @Test
    void aTaskFromAnotherThreadEndsTheSleepAndItsHandleCanBeBlockedOn() throws Throwable {
        Oneshot<String> end = Oneshot.create();
        Bounded.Running<String> running = Bounded.start(() -> executor.run(end.receiver()));
        Bounded.untilParked(running.thread());

        Task<Thread> task = executor.spawn(cx -> Poll.ready(Thread.currentThread()));

        assertThat(runner.blockOn(task)).isSameAs(running.thread());
        end.sender().send("value");
        running.get();
    }

    @Test
    void aHandleThatIsClosedByAnotherThreadReleasesWhoWaitsForIt() throws Throwable {
        Task<Object> task = executor.spawn(Futures.never());
        Bounded.Running<Object> waiting = Bounded.start(() -> runner.blockOn(task));
        Bounded.untilParked(waiting.thread());

        task.close();
        executor.runUntilStalled();

        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void aHandleThatIsDetachedByAnotherThreadTellsWhoWaitsForIt() throws Throwable {
        Task<Object> task = executor.spawn(Futures.never());
        Bounded.Running<Object> waiting = Bounded.start(() -> runner.blockOn(task));
        Bounded.untilParked(waiting.thread());

        task.detach();

        assertThatThrownBy(waiting::get).hasMessageContaining("after it was detached");
        assertThat(task.isEnded()).isFalse();
    }

    @Test
    void aTimerOfAnotherThreadThatIsEarlierShortensTheSleep() throws Throwable {
        Oneshot<String> end = Oneshot.create();
        Bounded.Running<String> running = Bounded.start(() -> executor.run(end.receiver()));
        Bounded.untilParked(running.thread());

        executor.timer().schedule(1_000, () -> end.sender().send("value"));

        assertThat(running.get()).isEqualTo("value");
    }

    @Test
    void everyWakeOfManyThreadsIsAnsweredAndNoTaskIsPolledTwiceAtOnce() throws Throwable {
        int threads = 4;
        int tasks = 64;
        int rounds = 2_000;
        AtomicInteger[] sent = new AtomicInteger[tasks];
        List<Future<Integer>> futures = new ArrayList<>();
        Waker[] wakers = new Waker[tasks];
        Set<Thread> pollers = new HashSet<>();
        for (int i = 0; i < tasks; i++) {
            int task = i;
            sent[i] = new AtomicInteger();
            futures.add(cx -> {
                pollers.add(Thread.currentThread());
                wakers[task] = cx.waker();
                int seen = sent[task].get();
                return seen == threads * rounds ? Poll.ready(seen) : Poll.pending();
            });
        }
        CompletableFuture<Void> allBegan = new CompletableFuture<>();
        Bounded.Running<List<Integer>> running = Bounded.start(() -> {
            List<Task<Integer>> spawned = futures.stream().map(executor::spawn).toList();
            executor.runUntilStalled();
            allBegan.complete(null);
            return executor.run(Futures.join(spawned));
        });
        Bounded.get(allBegan);

        List<Bounded.Running<Void>> senders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            senders.add(Bounded.start(() -> {
                for (int round = 0; round < rounds; round++) {
                    for (int task = 0; task < tasks; task++) {
                        sent[task].incrementAndGet();
                        wakers[task].wake();
                    }
                }
                return null;
            }));
        }
        for (Bounded.Running<Void> sender : senders) {
            sender.get();
        }

        assertThat(running.get()).hasSize(tasks).containsOnly(threads * rounds);
        assertThat(pollers).containsExactly(running.thread());
        running.thread().join();
        executor.runUntilStalled(); // takes in wake-ups that came just before their tasks ended
        assertThat(executor.metrics().queued()).isZero();
    }

    @Test
    void anotherThreadCannotRunItAndIsToldWhatItCanDo() throws Throwable {
        Thread owner = Thread.currentThread();
        executor.runUntilStalled();

        Bounded.Running<Void> other = Bounded.start(() -> {
            for (Runnable use : List.<Runnable>of(
                    () -> executor.run(Futures.ready(1)), executor::runUntilStalled, executor::close)) {
                assertThatThrownBy(use::run)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("of executor 'test' by thread")
                        .hasMessageContaining("ran it first, '" + owner.getName() + "'")
                        .hasMessageContaining("may spawn tasks");
            }
            return null;
        });

        other.get();
    }

    @Test
    void afterItsThreadHasEndedAnotherOneMayGoOn() throws Throwable {
        Oneshot<String> oneshot = Oneshot.create();
        Task<String> task = executor.spawn(oneshot.receiver());
        Bounded.Running<Void> first = Bounded.start(() -> {
            executor.runUntilStalled();
            return null;
        });
        first.get();
        first.thread().join();

        oneshot.sender().send("value");

        assertThat(executor.run(task)).isEqualTo("value");
        executor.close();
    }

    @Test
    void blockOnWithinATaskIsRefusedAtOnceAndSaysWhatToDo() {
        Task<Integer> task = executor.spawn(cx -> Poll.ready(runner.blockOn(Futures.ready(1))));
        executor.runUntilStalled();

        assertThatThrownBy(() -> runner.blockOn(task))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("blockOn within a task of executor 'test'")
                .hasMessageContaining("wait for the future in the task");
        assertThat(runner.blockOn(Futures.ready(1))).isEqualTo(1);
    }

    @Test
    void anExecutorWithinATaskIsRefused() {
        LocalExecutor other = LocalExecutor.create();
        for (Runnable nested : List.<Runnable>of(
                () -> executor.run(Futures.ready(1)),
                () -> other.run(Futures.ready(1)),
                executor::runUntilStalled,
                executor::close)) {
            Task<Object> task = executor.spawn(cx -> {
                nested.run();
                return Poll.ready(1);
            });
            executor.runUntilStalled();
            assertThatThrownBy(() -> runner.blockOn(task))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("within a task of executor 'test'");
        }
        assertThat(other.run(Futures.ready(1))).isEqualTo(1);
    }

    @Test
    void anInterruptWhileItWaitsClosesTheFutureAndLeavesTheFlag() throws Throwable {
        Oneshot<String> oneshot = Oneshot.create();
        Oneshot<String> other = Oneshot.create();
        Task<String> untouched = executor.spawn(other.receiver());
        Bounded.Running<Boolean> running = Bounded.start(() -> {
            assertThatThrownBy(() -> executor.run(oneshot.receiver()))
                    .isExactlyInstanceOf(BlockOnInterruptedException.class)
                    .hasMessageContaining("in the run of executor 'test'");
            return Thread.interrupted();
        });
        Bounded.untilParked(running.thread());

        running.thread().interrupt();

        assertThat(running.get()).isTrue();
        assertThat(oneshot.sender().isClosed()).isTrue();
        assertThat(other.sender().isClosed()).isFalse();
        assertThat(untouched.isEnded()).isFalse();
    }

    @Test
    void cancelFromAnotherThreadClosesTheFutureOnTheThreadOfTheExecutor() throws Throwable {
        CompletableFuture<Thread> closedBy = new CompletableFuture<>();
        Task<Object> task = executor.spawn(new Future<>() {
            @Override
            public Poll<Object> poll(dev.oneshot.Context context) {
                return Poll.pending();
            }

            @Override
            public void close() {
                closedBy.complete(Thread.currentThread());
            }
        });
        Bounded.Running<Object> running = Bounded.start(() -> executor.run(task));
        Bounded.untilParked(running.thread());

        task.cancel();

        assertThat(Bounded.get(closedBy)).isSameAs(running.thread());
        assertThatThrownBy(running::get).isExactlyInstanceOf(CancellationException.class);
    }
}
