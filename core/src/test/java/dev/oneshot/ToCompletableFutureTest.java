package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.sync.AsyncMutex;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.HandExecutor;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The bridge from a future to the JDK's. */
class ToCompletableFutureTest {

    private final HandExecutor executor = new HandExecutor();
    private final Oneshot<String> oneshot = Oneshot.create();

    @Test
    void sendThenConvertIsCompleteAtOnce() {
        oneshot.sender().send("value");

        assertThat(oneshot.receiver().toCompletableFuture(executor)).isCompletedWithValue("value");
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void convertThenSendCompletesOnTheExecutor() {
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture(executor);

        oneshot.sender().send("value");
        assertThat(future).isNotDone();
        executor.runNext();

        assertThat(future).isCompletedWithValue("value");
    }

    @Test
    void convertThenSendCompletesWithoutAnExecutorOfOnesOwn() throws Throwable {
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture();
        oneshot.sender().send("value");

        assertThat(Bounded.get(future)).isEqualTo("value");
    }

    @Test
    void dependentsNeverRunOnTheSendersThread() throws Throwable {
        CompletableFuture<Thread> dependent =
                oneshot.receiver().toCompletableFuture().thenApply(value -> Thread.currentThread());

        oneshot.sender().send("value");

        assertThat(Bounded.get(dependent)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void theOriginalThrowableFailsIt() {
        IOException failure = new IOException("bad");
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture(executor);

        oneshot.sender().fail(failure);
        executor.runNext();

        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(failure);
    }

    @Test
    void anErrorFailsItToo() {
        AssertionError failure = new AssertionError("bad");
        oneshot.sender().fail(failure);

        assertThatThrownBy(oneshot.receiver().toCompletableFuture(executor)::join)
                .cause()
                .isSameAs(failure);
    }

    @Test
    void aLostSenderFailsIt() {
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture(executor);

        oneshot.sender().close();
        executor.runNext();

        assertThatThrownBy(future::join).hasCauseExactlyInstanceOf(SenderClosedException.class);
    }

    @Test
    void cancelledThenTheReceiverIsClosed() {
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture(executor);

        future.cancel(false);

        assertThat(oneshot.sender().isClosed()).isTrue();
        assertThat(oneshot.sender().send("value")).isFalse();
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void cancelledDuringThePollThatBringsAGuardThenTheMutexIsFree() {
        AsyncMutex mutex = new AsyncMutex();
        AsyncMutex.Guard held = mutex.tryLock().orElseThrow();
        Future<AsyncMutex.Guard> lock = mutex.lock();
        AtomicReference<CompletableFuture<?>> target = new AtomicReference<>();
        Future<AsyncMutex.Guard> cancelling = context -> {
            Poll<AsyncMutex.Guard> poll = lock.poll(context);
            if (poll.isReady()) {
                target.get().cancel(false);
            }
            return poll;
        };
        target.set(cancelling.toCompletableFuture(executor));

        held.close();
        executor.runNext();

        assertThat(target.get()).isCancelled();
        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void completedByHandThenTheReceiverIsClosed() {
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture(executor);

        future.complete("by hand");

        assertThat(oneshot.sender().isClosed()).isTrue();
        assertThat(future).isCompletedWithValue("by hand");
    }

    @Test
    void timedOutThenTheReceiverIsClosed() {
        oneshot.receiver().toCompletableFuture(executor).orTimeout(1, TimeUnit.MILLISECONDS);

        Bounded.until("the receiver is closed", oneshot.sender()::isClosed);
    }

    @Test
    void cancelledWhileAPollIsDueThenThatPollCloses() {
        AtomicInteger closes = new AtomicInteger();
        AtomicReference<Waker> waker = new AtomicReference<>();
        CompletableFuture<String> future = new Future<String>() {
            @Override
            public Poll<String> poll(Context context) {
                assertThat(waker.getAndSet(context.waker())).as("polled once").isNull();
                return Poll.pending();
            }

            @Override
            public void close() {
                closes.incrementAndGet();
            }
        }.toCompletableFuture(executor);
        waker.get().wake();

        future.cancel(false);
        assertThat(closes).hasValue(0);
        executor.runNext();

        assertThat(closes).hasValue(1);
    }

    @Test
    void wokenDuringTheFirstPollThenTheSecondIsLeftToTheExecutor() {
        AtomicInteger polls = new AtomicInteger();
        Future<String> wakesItself = context -> {
            context.waker().wake();
            return polls.incrementAndGet() < 3 ? Poll.pending() : Poll.ready("value");
        };

        CompletableFuture<String> future = wakesItself.toCompletableFuture(executor);
        assertThat(polls).hasValue(1);
        executor.runNext();

        assertThat(polls).hasValue(3);
        assertThat(future).isCompletedWithValue("value");
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void wokenManyTimesThenPolledOnce() {
        AtomicInteger polls = new AtomicInteger();
        AtomicReference<Waker> waker = new AtomicReference<>();
        Future<String> future = context -> {
            waker.set(context.waker());
            return polls.incrementAndGet() == 1 ? Poll.pending() : Poll.ready("value");
        };
        future.toCompletableFuture(executor);

        waker.get().wake();
        waker.get().wake();
        assertThat(executor.waiting()).isOne();
        executor.runNext();
        waker.get().wake();

        assertThat(polls).hasValue(2);
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void anExecutorThatRejectsCostsNoOutcomeAndNeverHurtsTheSender() {
        Executor refuses = task -> {
            throw new RejectedExecutionException();
        };
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture(refuses);

        assertThat(oneshot.sender().send("value")).isTrue();

        assertThat(future).isCompletedWithValue("value");
    }

    @Test
    void anExecutorThatFailsAndRunsTheTaskAllTheSameDoesNoHarm() {
        CompletableFuture<String> future = oneshot.receiver().toCompletableFuture(task -> {
            executor.execute(task);
            throw new OutOfMemoryError("queued, but no thread could be started");
        });
        oneshot.sender().send("value");

        executor.runNext();

        assertThat(future).isCompletedWithValue("value");
    }

    @Test
    void theContextIsNotBlocking() {
        Future<Boolean> asks = context -> Poll.ready(context.isBlocking());

        assertThat(asks.toCompletableFuture()).isCompletedWithValue(false);
    }

    @Test
    void noExecutorIsRefusedAtTheCall() {
        assertThatThrownBy(() -> oneshot.receiver().toCompletableFuture(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("executor");
    }
}
