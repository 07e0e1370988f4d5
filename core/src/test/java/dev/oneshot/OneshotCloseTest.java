package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.runner.Runner;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** One of the two ends gives up. */
class OneshotCloseTest {

    private final CountingWaker waker = new CountingWaker();
    private final Oneshot<String> oneshot = new OneshotFactory().create("order-42");
    private final Sender<String> sender = oneshot.sender();
    private final Receiver<String> receiver = oneshot.receiver();

    @Test
    void receiverClosesThenSendReturnsFalseAndTheCallerKeepsTheValue() {
        receiver.close();

        assertThat(sender.isClosed()).isTrue();
        assertThat(sender.send("value")).isFalse();
        assertThat(sender.send("value")).isFalse();
        assertThatThrownBy(receiver::tryReceive).isExactlyInstanceOf(ReceiverClosedException.class);
    }

    @Test
    void sendThenReceiverClosesThenTheValueIsStillReceivable() {
        sender.send("value");
        receiver.close();

        assertThat(sender.isClosed()).isFalse();
        assertThat(receiver.poll(waker.context())).isEqualTo(Poll.ready("value"));
        receiver.close();
        assertThatThrownBy(receiver::tryReceive)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled again after it had completed");
    }

    @Test
    void receiverClosesThenPollAndTryReceiveThrowEveryTime() {
        receiver.close();
        receiver.close();

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> receiver.poll(waker.context()))
                    .isExactlyInstanceOf(ReceiverClosedException.class)
                    .hasMessageContaining("oneshot 'order-42'")
                    .hasMessageContaining("the receiver was closed before anything was sent");
            assertThatThrownBy(receiver::tryReceive).isExactlyInstanceOf(ReceiverClosedException.class);
        }
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void pollThenReceiverClosesOnAnotherThreadReleasesTheWaitingOne() {
        Bounded.Running<String> waiting = Bounded.start(() -> Runner.create().blockOn(receiver));
        Bounded.untilParked(waiting.thread());

        receiver.close();

        assertThatThrownBy(waiting::get).isExactlyInstanceOf(ReceiverClosedException.class);
    }

    @Test
    void pollThenCloseSenderWakesOnceAndThrows() {
        receiver.poll(waker.context());

        sender.close();

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> receiver.poll(waker.context()))
                .isExactlyInstanceOf(SenderClosedException.class)
                .hasNoCause()
                .hasMessageContaining("oneshot 'order-42'")
                .hasMessageContaining("its sender was closed without sending");
        assertThatThrownBy(receiver::tryReceive)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled again");
    }

    @Test
    void closeSenderThenTryReceiveThrows() {
        sender.close();

        assertThatThrownBy(receiver::tryReceive).isExactlyInstanceOf(SenderClosedException.class);
    }

    @Test
    void closeSenderWithACauseCarriesIt() {
        IOException crashed = new IOException("the line went dead");
        sender.close(crashed);

        assertThatThrownBy(() -> receiver.poll(waker.context()))
                .isExactlyInstanceOf(SenderClosedException.class)
                .hasMessageContaining("the line went dead")
                .cause()
                .isSameAs(crashed);
    }

    @Test
    void recvBeforeSendThenCloseSender() {
        receiver.poll(waker.context());
        sender.send("value");
        sender.close(new IOException("too late to matter"));

        assertThat(waker.wakes()).isOne();
        assertThat(receiver.poll(waker.context())).isEqualTo(Poll.ready("value"));
    }

    @Test
    void closeSenderThenSendThrowsAndIsClosedTellsOnlyOfTheReceiver() {
        sender.close();
        sender.close();

        assertThat(sender.isClosed()).isFalse();
        assertThatThrownBy(() -> sender.send("value"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("oneshot 'order-42'");
        assertThatThrownBy(() -> sender.fail(new Error())).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void receiverClosesThenSenderClosesThenSendReturnsFalse() {
        receiver.close();
        sender.close();

        assertThat(sender.isClosed()).isTrue();
        assertThat(sender.send("value")).isFalse();
    }

    @Test
    void closeSenderThenReceiverClosesThenTheReceiverStillLearnsWhy() {
        sender.close();
        receiver.close();

        assertThat(sender.isClosed()).isFalse();
        assertThatThrownBy(receiver::tryReceive).isExactlyInstanceOf(SenderClosedException.class);
    }
}
