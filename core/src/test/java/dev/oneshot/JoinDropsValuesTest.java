package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.channel.Channel;
import dev.oneshot.channel.SendResult;
import dev.oneshot.sync.AsyncMutex;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.time.FutureTimeoutException;
import dev.oneshot.time.ManualTimer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A join that ends before all of its values are there closes those that are: whoever waits for them would wait for ever. */
class JoinDropsValuesTest {

    private final Context context = new CountingWaker().context();
    private final AsyncMutex mutex = new AsyncMutex();

    @Test
    void closedWhileOneGuardIsThereThenThatMutexIsFree() {
        AsyncMutex other = new AsyncMutex();
        AsyncMutex.Guard held = other.tryLock().orElseThrow();
        Future<List<AsyncMutex.Guard>> join = Futures.join(List.of(mutex.lock(), other.lock()));
        join.poll(context);

        join.close();
        held.close();

        assertThat(mutex.isLocked()).isFalse();
        assertThat(other.isLocked()).isFalse();
    }

    @Test
    void closedWhileOnePlaceIsKeptThenItIsFree() {
        Channel<String> channel = Channel.bounded(1);
        Channel<String> full = Channel.bounded(1);
        full.sender().trySend("first");
        Future<?> join = Futures.join(channel.sender().reserve(), full.sender().reserve(), (one, other) -> 1);
        join.poll(context);

        join.close();

        assertThat(channel.sender().trySend("message")).isEqualTo(SendResult.SENT);
    }

    @Test
    void failedAfterOneGuardWasThereThenThatMutexIsFree() {
        IllegalArgumentException failure = new IllegalArgumentException("no");
        Future<?> join = Futures.join(List.<Future<?>>of(mutex.lock(), Futures.failed(failure)));

        assertThatThrownBy(() -> join.poll(context)).isSameAs(failure);

        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void timedOutAfterOneGuardWasThereThenThatMutexIsFree() {
        ManualTimer timer = ManualTimer.create();
        Future<?> join =
                timer.timeout(Futures.join(mutex.lock(), Futures.never(), (one, other) -> 1), Duration.ofSeconds(1));
        join.poll(context);
        timer.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> join.poll(context)).isInstanceOf(FutureTimeoutException.class);

        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void closedWhileAJoinWithinIsThereThenItsValuesAreDroppedToo() {
        Future<List<AsyncMutex.Guard>> inner = Futures.join(List.of(mutex.lock()));
        Future<?> outer = Futures.join(List.<Future<?>>of(inner, Futures.never()));
        outer.poll(context);

        outer.close();

        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void whatWasReceivedIsTheReceivers() {
        Future<List<AsyncMutex.Guard>> join = Futures.join(List.of(mutex.lock()));
        AsyncMutex.Guard guard = join.poll(context).get().get(0);

        join.close();

        assertThat(mutex.isLocked()).isTrue();
        guard.close();
        assertThat(mutex.isLocked()).isFalse();
    }
}
