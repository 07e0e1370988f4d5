package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.runner.Runner;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An ended channel holds nothing, though both of its ends are still held. */
class OneshotRetentionTest {

    private final Oneshot<Object> oneshot = Oneshot.create();

    enum End {
        SEND(oneshot -> oneshot.sender().send("value")),
        FAIL(oneshot -> oneshot.sender().fail(new Error())),
        CLOSE_SENDER(oneshot -> oneshot.sender().close()),
        CLOSE_RECEIVER(oneshot -> oneshot.receiver().close());

        final Consumer<Oneshot<Object>> action;

        End(Consumer<Oneshot<Object>> action) {
            this.action = action;
        }
    }

    @ParameterizedTest
    @EnumSource
    void noWakerIsHeldOnceEitherEndIsDone(End end) {
        WeakReference<?> receiving = polledBy(oneshot.receiver());
        WeakReference<?> closing = polledBy(oneshot.sender().closed());

        end.action.accept(oneshot);

        Garbage.isCollected(receiving, oneshot);
        Garbage.isCollected(closing, oneshot);
    }

    @ParameterizedTest
    @EnumSource
    void noThreadIsHeldOnceEitherEndIsDone(End end) {
        WeakReference<Thread> thread = blockedThread(end);

        Garbage.isCollected(thread, oneshot);
    }

    @Test
    void noValueIsHeldOnceItWasReceived() {
        WeakReference<Object> value = sentValue();

        assertThat(oneshot.receiver().tryReceive().isReady()).isTrue();

        Garbage.isCollected(value, oneshot);
    }

    @Test
    void noValueIsHeldOnceItWasRefused() {
        oneshot.receiver().close();

        Garbage.isCollected(sentValue(), oneshot);
    }

    @Test
    void noFailureIsHeldOnceItWasReceived() {
        WeakReference<Throwable> failure = sentFailure();

        assertThatThrownBy(oneshot.receiver()::tryReceive).isInstanceOf(Error.class);

        Garbage.isCollected(failure, oneshot);
    }

    private static WeakReference<?> polledBy(Future<?> future) {
        CountingWaker waker = new CountingWaker();
        assertThat(future.poll(waker.context()).isReady()).isFalse();
        return new WeakReference<>(waker);
    }

    private WeakReference<Thread> blockedThread(End end) {
        Bounded.Running<Object> waiting = Bounded.start(() -> Runner.create().blockOn(oneshot.receiver()));
        Bounded.untilParked(waiting.thread());
        end.action.accept(oneshot);
        Bounded.until("the thread ended", () -> !waiting.thread().isAlive());
        return new WeakReference<>(waiting.thread());
    }

    private WeakReference<Object> sentValue() {
        Object value = new Object();
        oneshot.sender().send(value);
        return new WeakReference<>(value);
    }

    private WeakReference<Throwable> sentFailure() {
        Throwable failure = new Error("held no longer");
        oneshot.sender().fail(failure);
        return new WeakReference<>(failure);
    }
}
