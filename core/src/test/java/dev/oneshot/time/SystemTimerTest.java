package dev.oneshot.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SystemTimerTest {

    private final Timer timer = Timer.system();

    @Test
    void anActionRunsOnADaemonThreadOnceItsTimeHasCome() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        CompletableFuture<Long> ranAt = new CompletableFuture<>();
        long scheduledAt = timer.nanoTime();
        long delay = TimeUnit.MILLISECONDS.toNanos(5);

        timer.schedule(delay, () -> {
            ranAt.complete(timer.nanoTime());
            ran.complete(Thread.currentThread());
        });

        assertThat(ran.get(30, TimeUnit.SECONDS).isDaemon()).isTrue();
        assertThat(ran.get().getName()).isEqualTo("oneshot-timer");
        assertThat(ranAt.get() - scheduledAt).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void aCancelledActionDoesNotRunThoughALaterOneDoes() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        Timer.Timeout timeout = timer.schedule(TimeUnit.MILLISECONDS.toNanos(50), cancelled::countDown);

        timeout.cancel();
        timeout.cancel();
        timer.schedule(TimeUnit.MILLISECONDS.toNanos(51), later::countDown);

        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(cancelled.getCount()).isOne();
    }

    @Test
    void anActionThatThrowsDoesNotStopTheNext() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        timer.schedule(0, () -> {
            throw new IllegalStateException("broken action");
        });
        timer.schedule(0, next::countDown);

        assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aDelayThatIsOverRunsAtOnce() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        timer.schedule(-1, ran::countDown);

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
