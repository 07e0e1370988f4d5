package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.PollCounter;
import dev.oneshot.Waker;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.PendingFutureContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Bodies of ordinary Java as futures. */
class AsyncTest {

    private final CountingWaker waker = new CountingWaker();
    private final Oneshot<String> first = Oneshot.create();
    private final Oneshot<String> second = Oneshot.create();
    private final List<String> events = new ArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    @AfterEach
    void endThePool() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(Bounded.SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Nested
    class AnAsyncBodyKeepsTheContract extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    Async.run(() -> Async.await(oneshot.receiver())),
                    () -> oneshot.sender().send("value"));
        }
    }

    @Test
    void nothingRunsBeforeTheFirstPollNorBetweenPolls() {
        Future<String> body = Async.run(() -> {
            events.add("begun");
            Async.await(first.receiver());
            events.add("first");
            return Async.await(second.receiver());
        });
        assertThat(events).isEmpty();

        assertThat(body.poll(waker.context()).isReady()).isFalse();
        assertThat(events).containsExactly("begun");
        first.sender().send("1");
        second.sender().send("2");
        assertThat(events).containsExactly("begun");

        assertThat(body.poll(waker.context()).get()).isEqualTo("2");
        assertThat(events).containsExactly("begun", "first");
    }

    @Test
    void eachPendingAwaitIsOnePendingOneWakeAndOnePoll() {
        PollCounter counter = new PollCounter();
        Future<String> body = counter.counted(Async.run(() -> {
            String one = Async.await(first.receiver());
            String ready = Async.await(Futures.ready("-"));
            return one + ready + Async.await(second.receiver());
        }));

        body.poll(waker.context());
        first.sender().send("1");
        body.poll(waker.context());
        second.sender().send("2");

        assertThat(body.poll(waker.context()).get()).isEqualTo("1-2");
        assertThat(counter.polls()).isEqualTo(3);
        assertThat(counter.pendings()).isEqualTo(2);
        assertThat(counter.wakes()).isEqualTo(2);
        assertThat(waker.wakes()).isEqualTo(2);
    }

    @Test
    void aSpuriousPollPollsWhatIsAwaitedAgain() {
        Future<String> body = Async.run(() -> Async.await(first.receiver()));
        for (int i = 0; i < 3; i++) {
            assertThat(body.poll(waker.context()).isReady()).isFalse();
        }
        first.sender().send("1");

        assertThat(body.poll(waker.context()).get()).isEqualTo("1");
    }

    @Test
    void bodiesOfOneExecutorNeverRunAtTheSameTime() {
        LocalExecutor executor = LocalExecutor.create();
        int[] shared = new int[1];
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(executor.spawn(Async.run(() -> {
                for (int round = 0; round < 100; round++) {
                    int seen = shared[0];
                    Thread.yield();
                    shared[0] = seen + 1;
                    Async.await(Futures.yieldNow());
                }
                return null;
            })));
        }

        executor.run(Futures.join(tasks));

        assertThat(shared[0]).isEqualTo(2_000);
    }

    @Test
    void aMillionReadyFuturesAreAwaitedInOnePoll() {
        Future<Integer> sum = Async.run(() -> {
            int count = 0;
            while (count < 1_000_000) {
                count += Async.await(Futures.ready(1));
            }
            return count;
        });

        assertThat(sum.poll(waker.context()).get()).isEqualTo(1_000_000);
    }

    @Test
    void aBodyMayAwaitABody() {
        Future<String> outer = Async.run(() -> Async.await(Async.run(() -> Async.await(first.receiver()) + "!")) + "?");
        assertThat(outer.poll(waker.context()).isReady()).isFalse();
        first.sender().send("1");

        assertThat(outer.poll(waker.context()).get()).isEqualTo("1!?");
    }

    @Test
    void whatTheBodyThrowsIsTheFailure() {
        IllegalArgumentException unchecked = new IllegalArgumentException("no");
        IOException checked = new IOException("gone");
        assertThatThrownBy(() -> Async.run(() -> {
                            throw unchecked;
                        })
                        .poll(waker.context()))
                .isSameAs(unchecked);
        assertThatThrownBy(() -> Async.run(() -> {
                            throw checked;
                        })
                        .poll(waker.context()))
                .isExactlyInstanceOf(CompletionException.class)
                .hasCause(checked);
    }

    @Test
    void theFailureOfWhatIsAwaitedCanBeCaughtInTheBody() {
        Future<String> body = Async.run(() -> {
            try {
                return Async.await(Futures.<String>failed(new IllegalArgumentException("no")));
            } catch (IllegalArgumentException e) {
                return "caught " + e.getMessage();
            }
        });

        assertThat(body.poll(waker.context()).get()).isEqualTo("caught no");
    }

    @Test
    void closeClosesWhatIsAwaitedRunsTheFinallyBlocksAndEndsTheThread() throws Throwable {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<String> body = Async.run(() -> {
            thread.complete(Thread.currentThread());
            try {
                return Async.await(first.receiver());
            } finally {
                events.add("finally");
                assertThatThrownBy(() -> Async.await(second.receiver())).isInstanceOf(CancellationException.class);
            }
        });
        body.poll(waker.context());

        body.close();

        assertThat(events).containsExactly("finally");
        assertThat(first.sender().isClosed()).isTrue();
        assertThat(second.sender().isClosed()).isTrue();
        Bounded.until("the body's frames are gone", () -> !isIn(thread.join(), AsyncTest.class));
        assertThatThrownBy(() -> body.poll(waker.context())).hasMessageContaining("polled after it was closed");
    }

    @Test
    void closeBeforeTheFirstPollNeverRunsTheBody() {
        Future<Boolean> body = Async.run(() -> events.add("begun"));
        body.close();

        assertThat(events).isEmpty();
        assertThatThrownBy(() -> body.poll(waker.context())).hasMessageContaining("polled after it was closed");
    }

    @Test
    void closeByAnotherThreadDuringAPollInterruptsTheBody() throws Throwable {
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> body = Async.run(() -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "not reached";
        });
        Bounded.Running<String> running = Bounded.start(() -> Runner.create().blockOn(body));
        assertThat(begun.await(Bounded.SECONDS, TimeUnit.SECONDS)).isTrue();

        body.close();

        assertThatThrownBy(running::get).isExactlyInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptOfTheDriverDuringAPollReachesTheBodyAndStaysSetForTheDriver() throws Throwable {
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> body = Async.run(() -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "not reached";
        });
        Bounded.Running<Boolean> running = Bounded.start(() -> {
            assertThatThrownBy(() -> body.poll(waker.context())).hasCauseExactlyInstanceOf(InterruptedException.class);
            return Thread.interrupted();
        });
        assertThat(begun.await(Bounded.SECONDS, TimeUnit.SECONDS)).isTrue();

        running.thread().interrupt();

        assertThat(running.get()).isTrue();
    }

    @Test
    void awaitOutsideOfABodyIsRefused() {
        assertThatThrownBy(() -> Async.await(Futures.ready(1)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of an async body")
                .hasMessageContaining("Runner.blockOn");
    }

    @Test
    void blockOnAndRunWithinABodyAreRefusedAtOnce() {
        assertThatThrownBy(() -> Async.run(() -> Runner.create().blockOn(Futures.ready(1)))
                        .poll(waker.context()))
                .hasMessageContaining("blockOn within an async body")
                .hasMessageContaining("Async.await");
        assertThatThrownBy(() -> Async.run(() -> LocalExecutor.create().run(Futures.ready(1)))
                        .poll(waker.context()))
                .hasMessageContaining("run within an async body");
    }

    @Test
    void aGivenExecutorIsAskedAtTheFirstPollAndWakesWhenItsThreadIsThere() throws Throwable {
        CountDownLatch free = new CountDownLatch(1);
        pool.execute(() -> awaitQuietly(free));
        CompletableFuture<Void> woken = new CompletableFuture<>();
        Future<String> body = Async.run(() -> Thread.currentThread().getName(), pool);

        assertThat(body.poll(dev.oneshot.Context.of(() -> woken.complete(null))).isReady())
                .isFalse();
        free.countDown();
        Bounded.get(woken);

        assertThat(body.poll(waker.context()).get()).startsWith("pool-");
        assertThat(pool.submit(() -> Thread.currentThread().isInterrupted()).get())
                .isFalse();
    }

    @Test
    void bodiesThatWaitForABusyExecutorDoNotKeepTheDriverFromThoseThatRun() {
        LocalExecutor executor = LocalExecutor.create();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            tasks.add(executor.spawn(Async.run(
                    () -> {
                        Async.await(Futures.yieldNow());
                        return number;
                    },
                    pool)));
        }

        assertThat(executor.run(Futures.join(tasks))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void closeBeforeTheThreadIsThereNeverRunsTheBody() throws Throwable {
        CountDownLatch free = new CountDownLatch(1);
        pool.execute(() -> awaitQuietly(free));
        Future<Boolean> body = Async.run(() -> events.add("begun"), pool);
        body.poll(waker.context());

        body.close();
        free.countDown();
        pool.submit(() -> {}).get();

        assertThat(events).isEmpty();
    }

    @Test
    void anExecutorThatRunsTheBodyOnThePollingThreadIsRefused() {
        assertThatThrownBy(() -> Async.run(() -> 1, Runnable::run).poll(waker.context()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on the thread that polls it");
    }

    @Test
    void anExecutorThatRefusesIsTheFailure() {
        pool.shutdown();
        assertThatThrownBy(() -> Async.run(() -> 1, pool).poll(waker.context()))
                .isExactlyInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void anInterruptByTheOwnerOfTheThreadCancelsTheBodyAtItsNextTurn() throws Throwable {
        CompletableFuture<Void> awaiting = new CompletableFuture<>();
        Future<String> body = Async.run(
                () -> Async.await(cx -> {
                    awaiting.complete(null);
                    return first.receiver().poll(cx);
                }),
                pool);
        Bounded.Running<String> running = Bounded.start(() -> Runner.create().blockOn(body));
        Bounded.get(awaiting);

        pool.shutdownNow();

        assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void cachedThreadsServeBodiesWhereThereAreNoVirtualOnes() {
        Future<String> body = new AsyncBody<>(() -> Async.await(first.receiver()), BodyThreads.cachedThreads(), true);
        assertThat(body.poll(waker.context()).isReady()).isFalse();
        first.sender().send("1");
        assertThat(body.poll(waker.context()).get()).isEqualTo("1");
    }

    @Test
    void anInterruptOfTheDriverReachesABodyWhoseThreadIsNotHereYet() {
        Future<String> body = Async.run(() -> {
            try {
                new CountDownLatch(1).await();
                return "slept through";
            } catch (InterruptedException e) {
                return "interrupted";
            }
        });
        Thread.currentThread().interrupt();

        Poll<String> poll = body.poll(Context.of(Waker.noop()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(poll.get()).isEqualTo("interrupted");
    }

    @Test
    void bodiesRunOnVirtualThreadsWhereThereAreAny() {
        Future<String> body = Async.run(() -> Thread.currentThread().toString());
        String thread = body.poll(waker.context()).get();

        assertThat(thread).startsWith(Runtime.version().feature() >= 21 ? "VirtualThread[" : "Thread[oneshot-async-");
    }

    private static boolean isIn(Thread thread, Class<?> type) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
