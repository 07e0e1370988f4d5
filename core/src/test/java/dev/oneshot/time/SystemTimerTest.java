package dev.oneshot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.Garbage;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The timer of the process, by its real clock. */
class SystemTimerTest {

    private final Timer timer = Timer.system();

    @Test
    void runsAnActionNotBeforeItsTimeOnItsDaemonThread() throws Throwable {
        long delay = TimeUnit.MILLISECONDS.toNanos(5);
        CompletableFuture<Long> time = new CompletableFuture<>();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        long from = timer.nanoTime();

        timer.schedule(delay, () -> {
            time.complete(timer.nanoTime());
            thread.complete(Thread.currentThread());
        });

        assertThat(Bounded.get(time) - from).isGreaterThanOrEqualTo(delay);
        assertThat(Bounded.get(thread).isDaemon()).isTrue();
        assertThat(Bounded.get(thread).getName()).isEqualTo("oneshot-timer");
    }

    @Test
    void zeroAndNegativeDelaysRunAsSoonAsPossible() throws Throwable {
        CompletableFuture<Void> zero = new CompletableFuture<>();
        CompletableFuture<Void> negative = new CompletableFuture<>();

        timer.schedule(0, () -> zero.complete(null));
        timer.schedule(Long.MIN_VALUE, () -> negative.complete(null));

        Bounded.get(zero);
        Bounded.get(negative);
    }

    @Test
    void anActionCalledOffNeverRuns() throws Throwable {
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<Void> later = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> calledOff = new CompletableFuture<>();
        timer.schedule(0, () -> {
            begun.complete(null);
            calledOff.join();
        });
        Bounded.get(begun);

        // The timer's only thread is busy, so neither of these can have begun.
        Timer.Timeout timeout = timer.schedule(0, () -> ran.set(true));
        timer.schedule(1, () -> later.complete(null));
        timeout.cancel();
        timeout.cancel();
        calledOff.complete(null);

        Bounded.get(later);
        assertThat(ran).isFalse();
    }

    @Test
    void anActionCalledOffIsLetGo() {
        Timer.Timeout[] timeout = new Timer.Timeout[1];
        WeakReference<Runnable> action = scheduledForTomorrow(timeout);

        timeout[0].cancel();
        timeout[0] = null;

        Garbage.isCollected(action);
    }

    @Test
    void anActionThatThrowsDoesNotEndTheTimer() throws Throwable {
        CompletableFuture<Void> next = new CompletableFuture<>();

        timer.schedule(0, () -> {
            throw new IllegalStateException("on purpose");
        });
        timer.schedule(0, () -> next.complete(null));

        Bounded.get(next);
    }

    @Test
    void anActionThatCannotEvenSayItsNameDoesNotEndTheTimer() throws Throwable {
        CompletableFuture<Void> next = new CompletableFuture<>();

        timer.schedule(0, new Runnable() {
            @Override
            public void run() {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public String toString() {
                throw new IllegalStateException("on purpose");
            }
        });
        timer.schedule(0, () -> next.complete(null));

        Bounded.get(next);
    }

    @Test
    void aThreadThatCannotBeStartedIsTriedAgainForTheNextTimer() throws Throwable {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        Timer own = new SystemTimer(task -> new Thread(task) {
            @Override
            public void start() {
                if (exhausted.get()) {
                    throw new OutOfMemoryError("unable to create native thread, on purpose");
                }
                super.start();
            }
        });
        AtomicBoolean ran = new AtomicBoolean();
        assertThatThrownBy(() -> own.schedule(0, () -> ran.set(true))).isInstanceOf(OutOfMemoryError.class);
        CompletableFuture<Void> later = new CompletableFuture<>();

        exhausted.set(false);
        own.schedule(1_000, () -> later.complete(null));

        Bounded.get(later);
        assertThat(ran).isFalse();
    }

    @Test
    void oneThreadServesAllTimersThatAreCalledOff() throws Throwable {
        AtomicInteger threads = new AtomicInteger();
        Timer own = new SystemTimer(task -> {
            threads.incrementAndGet();
            return SystemTimer.newThread(task);
        });
        for (int i = 0; i < 1_000; i++) {
            own.schedule(TimeUnit.DAYS.toNanos(1), () -> {}).cancel();
            CompletableFuture<Void> next = new CompletableFuture<>();
            own.schedule(0, () -> next.complete(null));
            Bounded.get(next);
        }

        assertThat(threads).hasValue(1);
    }

    @Test
    void itsThreadInheritsNothingFromWhoeverNeededItFirst() throws Throwable {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of a request");
        CompletableFuture<String> inherited = new CompletableFuture<>();
        Thread timerThread = SystemTimer.newThread(() -> inherited.complete(local.get()));

        timerThread.start();

        assertThat(Bounded.get(inherited)).isNull();
        assertThat(timerThread.isDaemon()).isTrue();
    }

    private WeakReference<Runnable> scheduledForTomorrow(Timer.Timeout[] timeout) {
        Object payload = new Object();
        Runnable action = payload::notifyAll;
        timeout[0] = timer.schedule(TimeUnit.DAYS.toNanos(1), action);
        return new WeakReference<>(action);
    }
}
