package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.CountingWaker;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A failure on its way from the sender to the receiver. */
class OneshotFailTest {

    private final CountingWaker waker = new CountingWaker();
    private final Oneshot<String> oneshot = Oneshot.create();
    private final Sender<String> sender = oneshot.sender();
    private final Receiver<String> receiver = oneshot.receiver();

    @Test
    void pollThenFailWakesOnceAndThrowsThatSameException() {
        IllegalArgumentException failure = new IllegalArgumentException("bad");
        receiver.poll(waker.context());

        assertThat(sender.fail(failure)).isTrue();

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> receiver.poll(waker.context())).isSameAs(failure);
    }

    @Test
    void anErrorIsThrownAsItself() {
        AssertionError failure = new AssertionError("bad");
        sender.fail(failure);

        assertThatThrownBy(receiver::tryReceive).isSameAs(failure);
    }

    @Test
    void aCheckedExceptionIsTheCause() {
        IOException failure = new IOException("bad");
        sender.fail(failure);

        assertThatThrownBy(receiver::tryReceive)
                .isExactlyInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(failure);
    }

    @Test
    void receivedFailureThenPollThrowsThatItHadCompleted() {
        sender.fail(new IllegalArgumentException("bad"));
        assertThatThrownBy(receiver::tryReceive).isInstanceOf(IllegalArgumentException.class);

        assertThatThrownBy(() -> receiver.poll(waker.context()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining(receiver.toString())
                .hasMessageContaining("polled again after it had completed");
    }

    @Test
    void receiverClosesThenFailReturnsFalse() {
        receiver.close();

        assertThat(sender.fail(new IllegalArgumentException("bad"))).isFalse();
    }

    @Test
    void failWithNullThrowsAndLeavesTheChannelOpen() {
        assertThatThrownBy(() -> sender.fail(null)).isInstanceOf(NullPointerException.class);

        assertThat(sender.send("value")).isTrue();
    }
}
