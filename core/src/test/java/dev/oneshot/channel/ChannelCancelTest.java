package dev.oneshot.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of messages and places when a future is closed before its end. */
class ChannelCancelTest {

    private final Channel<Parcel> channel = Channel.bounded(1);
    private final ChannelSender<Parcel> sender = channel.sender();
    private final ChannelReceiver<Parcel> receiver = channel.receiver();
    private final CountingWaker waker = new CountingWaker();

    /** A message that must be closed, and counts it. */
    private static final class Parcel implements AutoCloseable {

        private int closes;

        @Override
        public void close() {
            closes++;
        }
    }

    @Test
    void aPendingSendThatIsClosedIsNotSentAndClosesItsMessage() {
        Parcel inside = sent();
        Parcel withdrawn = new Parcel();
        Future<Boolean> send = sender.send(withdrawn);
        send.poll(waker.context());

        send.close();
        send.close();

        assertThat(withdrawn.closes).isOne();
        assertThat(receiver.tryReceive().get()).containsSame(inside);
        assertThat(receiver.tryReceive()).isEqualTo(Poll.pending());
        assertThat(inside.closes).isZero();
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void aSendThatIsClosedBeforeItsFirstPollClosesItsMessage() {
        Parcel parcel = new Parcel();

        sender.send(parcel).close();

        assertThat(parcel.closes).isOne();
        assertThat(receiver.size()).isZero();
    }

    @Test
    void aGrantedSendThatIsClosedHandsItsPlaceOn() {
        sent();
        Parcel withdrawn = new Parcel();
        Future<Boolean> granted = sender.send(withdrawn);
        Future<Boolean> next = sender.send(new Parcel());
        CountingWaker nextWaker = new CountingWaker();
        granted.poll(waker.context());
        next.poll(nextWaker.context());
        receiver.tryReceive();

        granted.close();

        assertThat(withdrawn.closes).isOne();
        assertThat(nextWaker.wakes()).isOne();
        assertThat(next.poll(nextWaker.context())).isEqualTo(Poll.ready(true));
    }

    @Test
    void aGrantedReservationThatIsClosedFreesItsPlace() {
        sent();
        Future<Optional<Permit<Parcel>>> granted = sender.reserve();
        granted.poll(waker.context());
        receiver.tryReceive();

        granted.close();

        assertThat(sender.trySend(new Parcel())).isEqualTo(SendResult.SENT);
    }

    @Test
    void aWaitingSenderThatLeavesDoesNotHoldUpTheNext() {
        sent();
        Future<Boolean> leaving = sender.send(new Parcel());
        Future<Boolean> next = sender.send(new Parcel());
        CountingWaker nextWaker = new CountingWaker();
        leaving.poll(waker.context());
        next.poll(nextWaker.context());
        leaving.close();

        receiver.tryReceive();

        assertThat(waker.wakes()).isZero();
        assertThat(nextWaker.wakes()).isOne();
    }

    @Test
    void aWokenReceiveThatIsClosedLeavesTheMessageInside() {
        Future<Optional<Parcel>> receive = receiver.receive();
        receive.poll(waker.context());
        Parcel parcel = sent();
        assertThat(waker.wakes()).isOne();

        receive.close();

        assertThat(parcel.closes).isZero();
        assertThat(receiver.receive().poll(waker.context()).get()).containsSame(parcel);
    }

    @Test
    void aPendingReceiveThatIsClosedMakesRoomForAnother() {
        Future<Optional<Parcel>> first = receiver.receive();
        first.poll(waker.context());
        first.close();
        Future<Optional<Parcel>> second = receiver.receive();
        CountingWaker secondWaker = new CountingWaker();
        second.poll(secondWaker.context());

        sent();

        assertThat(waker.wakes()).isZero();
        assertThat(secondWaker.wakes()).isOne();
    }

    @Test
    void aSentMessageIsNotClosedByItsFuture() {
        Parcel parcel = new Parcel();
        Future<Boolean> send = sender.send(parcel);
        send.poll(waker.context());

        send.close();

        assertThat(parcel.closes).isZero();
        assertThat(receiver.size()).isOne();
    }

    @Test
    void aRefusedSendClosesItsMessage() {
        receiver.close();
        Parcel parcel = new Parcel();

        assertThat(sender.send(parcel).poll(waker.context())).isEqualTo(Poll.ready(false));

        assertThat(parcel.closes).isOne();
    }

    @Test
    void aSendOnAClosedSenderClosesItsMessage() {
        Parcel parcel = new Parcel();
        Future<Boolean> send = sender.send(parcel);
        sender.close();

        assertThatThrownBy(() -> send.poll(waker.context())).isInstanceOf(IllegalStateException.class);
        assertThat(parcel.closes).isOne();
    }

    @Test
    void whatTrySendAndPermitRefuseStaysTheCallers() {
        Parcel parcel = new Parcel();
        Permit<Parcel> permit = sender.reserve().poll(waker.context()).get().orElseThrow();
        receiver.discard();

        assertThat(sender.trySend(parcel)).isEqualTo(SendResult.CLOSED);
        assertThat(permit.send(parcel)).isFalse();
        assertThat(parcel.closes).isZero();
    }

    @Test
    void discardClosesEachMessageInsideOnce() {
        Parcel inside = sent();
        Parcel waiting = new Parcel();
        Future<Boolean> send = sender.send(waiting);
        send.poll(waker.context());

        receiver.discard();
        receiver.discard();

        assertThat(inside.closes).isOne();
        assertThat(send.poll(waker.context())).isEqualTo(Poll.ready(false));
        assertThat(waiting.closes).isOne();
    }

    @Test
    void aMessageThatCannotBeClosedDoesNotKeepTheNextOpen() {
        Channel<AutoCloseable> two = Channel.bounded(2);
        Parcel second = new Parcel();
        two.sender().trySend(() -> {
            throw new IllegalStateException("cannot close");
        });
        two.sender().trySend(second);

        two.receiver().discard();

        assertThat(second.closes).isOne();
    }

    private Parcel sent() {
        Parcel parcel = new Parcel();
        assertThat(sender.trySend(parcel)).isEqualTo(SendResult.SENT);
        return parcel;
    }
}
