package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.runner.Runner;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Sender#closed()} completes however the channel ends, so that nothing can hang on it. */
class SenderClosedFutureTest {

    private final CountingWaker waker = new CountingWaker();
    private final Oneshot<String> oneshot = Oneshot.create();
    private final Future<Void> closed = oneshot.sender().closed();

    enum End {
        RECEIVER_CLOSES(oneshot -> oneshot.receiver().close()),
        SENDER_SENDS(oneshot -> oneshot.sender().send("value")),
        SENDER_FAILS(oneshot -> oneshot.sender().fail(new Error())),
        SENDER_CLOSES(oneshot -> oneshot.sender().close());

        final Consumer<Oneshot<String>> action;

        End(Consumer<Oneshot<String>> action) {
            this.action = action;
        }
    }

    @ParameterizedTest
    @EnumSource
    void pollThenAnyEndWakesOnce(End end) {
        assertThat(closed.poll(waker.context())).isSameAs(Poll.pending());

        end.action.accept(oneshot);
        oneshot.receiver().close();
        oneshot.sender().close();

        assertThat(waker.wakes()).isOne();
        assertThat(closed.poll(waker.context())).isEqualTo(Poll.ready(null));
    }

    @ParameterizedTest
    @EnumSource
    void anyEndThenPollIsReady(End end) {
        end.action.accept(oneshot);

        assertThat(closed.poll(waker.context())).isEqualTo(Poll.ready(null));
        assertThat(waker.wakes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void bothEndsWaitThenAnyEndWakesEachOnce(End end) {
        CountingWaker receiving = new CountingWaker();
        oneshot.receiver().poll(receiving.context());
        closed.poll(waker.context());

        end.action.accept(oneshot);

        assertThat(receiving.wakes()).isOne();
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void whoeverWaitsFirstTheLatestOfEachEndIsWoken() {
        CountingWaker receiving = new CountingWaker();
        CountingWaker earlier = new CountingWaker();
        Oneshot<String> late = Oneshot.create();
        late.receiver().poll(earlier.context());
        Future<Void> asked = late.sender().closed();
        asked.poll(waker.context());
        late.receiver().poll(receiving.context());

        assertThat(late.sender().closed()).isSameAs(asked);
        late.sender().send("value");

        assertThat(earlier.wakes()).isZero();
        assertThat(receiving.wakes()).isOne();
        assertThat(waker.wakes()).isOne();
        assertThat(late.receiver().tryReceive()).isEqualTo(Poll.ready("value"));
    }

    @Test
    void askedAfterTheEndItIsOver() {
        oneshot.sender().send("value");

        assertThat(oneshot.sender().closed().poll(waker.context()).isReady()).isTrue();
    }

    @Test
    void givenUpThenPolledAgainIsWoken() {
        closed.poll(new CountingWaker().context());
        closed.close();
        closed.poll(waker.context());

        oneshot.receiver().close();

        assertThat(waker.wakes()).isOne();
    }

    @Test
    void givenUpLeavesTheChannelOpen() {
        closed.poll(waker.context());
        closed.close();

        assertThat(oneshot.sender().send("value")).isTrue();
        assertThat(waker.wakes()).isZero();
        assertThat(oneshot.receiver().tryReceive()).isEqualTo(Poll.ready("value"));
    }

    @Test
    void askedAgainIsTheSameFuture() {
        assertThat(oneshot.sender().closed()).isSameAs(closed);
    }

    @Test
    void aThreadThatWaitsForItIsReleased() throws Throwable {
        Bounded.Running<Void> waiting = Bounded.start(() -> Runner.create().blockOn(closed));
        Bounded.untilParked(waiting.thread());

        oneshot.receiver().close();

        assertThat(waiting.get()).isNull();
    }
}
