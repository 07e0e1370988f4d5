package dev.oneshot.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How messages and places get from senders to the receiver. */
class ChannelSendTest {

    private final Channel<String> channel = Channel.bounded(2);
    private final ChannelSender<String> sender = channel.sender();
    private final ChannelReceiver<String> receiver = channel.receiver();
    private final CountingWaker waker = new CountingWaker();

    @Test
    void messagesArriveInTheOrderInWhichTheyWereSent() {
        sender.trySend("a");
        sender.send("b").poll(waker.context());

        assertThat(receiver.size()).isEqualTo(2);
        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready(Optional.of("a")));
        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready(Optional.of("b")));
        assertThat(receiver.tryReceive()).isEqualTo(Poll.pending());
    }

    @Test
    void nothingIsSentBeforeTheFirstPoll() {
        sender.send("a");
        sender.reserve();

        assertThat(receiver.size()).isZero();
        fill();
    }

    @Test
    void trySendIsRefusedWhenFull() {
        fill();

        assertThat(sender.trySend("c")).isEqualTo(SendResult.FULL);
        assertThat(receiver.size()).isEqualTo(2);
    }

    @Test
    void aFreedPlaceGoesToTheFirstWhoWaits() {
        fill();
        CountingWaker first = new CountingWaker();
        CountingWaker second = new CountingWaker();
        Future<Boolean> firstSend = sender.send("c");
        Future<Boolean> secondSend = sender.duplicate().send("d");
        firstSend.poll(first.context());
        secondSend.poll(second.context());

        receiver.tryReceive();

        assertThat(first.wakes()).isOne();
        assertThat(second.wakes()).isZero();
        assertThat(secondSend.poll(second.context())).isEqualTo(Poll.pending());
        assertThat(firstSend.poll(first.context())).isEqualTo(Poll.ready(true));
    }

    @Test
    void nobodyOvertakesWhoWaits() {
        fill();
        Future<Boolean> waiting = sender.send("c");
        waiting.poll(waker.context());
        receiver.tryReceive();

        assertThat(sender.trySend("d")).isEqualTo(SendResult.FULL);
        assertThat(sender.send("d").poll(new CountingWaker().context())).isEqualTo(Poll.pending());
        assertThat(waiting.poll(waker.context())).isEqualTo(Poll.ready(true));
    }

    @Test
    void aWaitingSenderKeepsItsTurnWhenItPollsAgain() {
        fill();
        Future<Boolean> first = sender.send("c");
        Future<Boolean> second = sender.send("d");
        first.poll(waker.context());
        second.poll(new CountingWaker().context());
        first.poll(waker.context());

        receiver.tryReceive();

        assertThat(waker.wakes()).isOne();
    }

    @Test
    void receiveManyTakesUpToItsLimitInOrderAndFreesThatManyPlaces() {
        fill();
        Future<Boolean> third = sender.send("c");
        Future<Boolean> fourth = sender.send("d");
        third.poll(waker.context());
        fourth.poll(waker.context());

        assertThat(receiver.receiveMany(5).poll(waker.context()).get()).containsExactly("a", "b");
        assertThat(waker.wakes()).isEqualTo(2);
        third.poll(waker.context());
        fourth.poll(waker.context());
        assertThat(receiver.receiveMany(1).poll(waker.context()).get()).containsExactly("c");
        assertThat(receiver.receiveMany(1).poll(waker.context()).get()).containsExactly("d");
    }

    @Test
    void aPermitSendsWithoutWaiting() {
        Permit<String> permit = reserved();
        Permit<String> other = reserved();

        assertThat(sender.trySend("late")).isEqualTo(SendResult.FULL);
        assertThat(other.send("b")).isTrue();
        assertThat(permit.send("a")).isTrue();
        assertThat(receiver.receiveMany(2).poll(waker.context()).get()).containsExactly("b", "a");
    }

    @Test
    void aPermitThatIsClosedUnsentGivesItsPlaceToTheNext() {
        Permit<String> permit = reserved();
        sender.trySend("a");
        Future<Boolean> waiting = sender.send("b");
        waiting.poll(waker.context());

        permit.close();
        permit.close();

        assertThat(waker.wakes()).isOne();
        assertThat(waiting.poll(waker.context())).isEqualTo(Poll.ready(true));
        assertThat(sender.trySend("c")).isEqualTo(SendResult.FULL);
    }

    @Test
    void aPermitIsGoodForOneMessage() {
        Permit<String> permit = reserved();
        permit.send("a");
        permit.close();

        assertThatThrownBy(() -> permit.send("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("used or closed before");
        assertThat(sender.trySend("b")).isEqualTo(SendResult.SENT);
        assertThat(sender.trySend("c")).isEqualTo(SendResult.FULL);
    }

    @Test
    void theWakerSeesTheMessage() {
        Future<Optional<String>> receive = receiver.receive();
        int[] sizeWhenWoken = {-1};
        receive.poll(Context.of(() -> sizeWhenWoken[0] = receiver.size()));

        sender.trySend("a");

        assertThat(sizeWhenWoken[0]).isOne();
    }

    @Test
    void aSecondReceiveThatWouldWaitIsRefusedLoudly() {
        receiver.receive().poll(waker.context());
        Future<Optional<String>> second = receiver.receive();

        assertThatThrownBy(() -> second.poll(waker.context()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another receive waits already");
    }

    @Test
    void misuseIsRefusedAtTheCall() {
        assertThatThrownBy(() -> Channel.bounded(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> receiver.receiveMany(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sender.send(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> sender.trySend(null)).isInstanceOf(NullPointerException.class);
    }

    private void fill() {
        assertThat(sender.trySend("a")).isEqualTo(SendResult.SENT);
        assertThat(sender.trySend("b")).isEqualTo(SendResult.SENT);
    }

    private Permit<String> reserved() {
        return sender.reserve().poll(waker.context()).get().orElseThrow();
    }
}
