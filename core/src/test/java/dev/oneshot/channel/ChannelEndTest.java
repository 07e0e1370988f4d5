package dev.oneshot.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a channel ends, from either side. */
class ChannelEndTest {

    private static final Poll<Optional<String>> END = Poll.ready(Optional.empty());

    private final Channel<String> channel = Channel.bounded(1);
    private final ChannelSender<String> sender = channel.sender();
    private final ChannelReceiver<String> receiver = channel.receiver();
    private final CountingWaker waker = new CountingWaker();

    @Test
    void theLastSenderThatClosesEndsTheChannel() {
        ChannelSender<String> other = sender.duplicate();
        Future<Optional<String>> receive = receiver.receive();
        receive.poll(waker.context());

        sender.close();
        sender.close();
        assertThat(waker.wakes()).isZero();
        other.close();

        assertThat(waker.wakes()).isOne();
        assertThat(receive.poll(waker.context())).isEqualTo(END);
    }

    @Test
    void closingTurnsAwayTheOthersOfAWakerThatThrows() {
        sender.trySend("a");
        sender.send("b").poll(Context.of(() -> {
            throw new IllegalStateException("a waker that throws");
        }));
        Future<Boolean> waiting = sender.send("c");
        waiting.poll(waker.context());

        receiver.close();

        assertThat(waker.wakes()).isOne();
        assertThat(waiting.poll(waker.context())).isEqualTo(Poll.ready(false));
    }

    @Test
    void whatWasSentBeforeTheEndIsReceivedFirst() {
        sender.trySend("a");
        sender.close();

        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready(Optional.of("a")));
        assertThat(receiver.tryReceive()).isEqualTo(END);
        assertThat(receiver.receiveMany(3).poll(waker.context())).isEqualTo(Poll.ready(List.of()));
        assertThat(receiver.receive().poll(waker.context())).isEqualTo(END);
    }

    @Test
    void aClosedSenderIsNotUsedAgain() {
        Future<Boolean> notBegun = sender.send("a");
        sender.close();

        assertThatThrownBy(() -> notBegun.poll(waker.context())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sender.trySend("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(sender::duplicate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it was closed before");
    }

    @Test
    void aSendThatHadBegunOutlivesItsSender() {
        sender.trySend("a");
        Future<Boolean> begun = sender.send("b");
        begun.poll(waker.context());
        sender.close();

        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready(Optional.of("a")));
        assertThat(receiver.tryReceive()).isEqualTo(Poll.pending());
        assertThat(begun.poll(waker.context())).isEqualTo(Poll.ready(true));
        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready(Optional.of("b")));
        assertThat(receiver.tryReceive()).isEqualTo(END);
    }

    @Test
    void aPermitHoldsTheChannelOpenUntilItIsClosed() {
        Permit<String> permit = sender.reserve().poll(waker.context()).get().orElseThrow();
        sender.close();
        Future<Optional<String>> receive = receiver.receive();
        assertThat(receive.poll(waker.context())).isEqualTo(Poll.pending());

        permit.close();

        assertThat(waker.wakes()).isOne();
        assertThat(receive.poll(waker.context())).isEqualTo(END);
    }

    @Test
    void receiverCloseRefusesSendersAndKeepsWhatIsInside() {
        sender.trySend("a");

        receiver.close();
        receiver.close();

        assertThat(sender.isClosed()).isTrue();
        assertThat(sender.trySend("b")).isEqualTo(SendResult.CLOSED);
        assertThat(sender.send("b").poll(waker.context())).isEqualTo(Poll.ready(false));
        assertThat(sender.reserve().poll(waker.context())).isEqualTo(Poll.ready(Optional.empty()));
        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready(Optional.of("a")));
        assertThat(receiver.tryReceive()).isEqualTo(END);
    }

    @Test
    void receiverCloseReleasesEverybodyWhoWaits() {
        sender.trySend("a");
        Future<Boolean> first = sender.send("b");
        Future<Optional<Permit<String>>> second = sender.reserve();
        first.poll(waker.context());
        second.poll(waker.context());

        receiver.close();

        assertThat(waker.wakes()).isEqualTo(2);
        assertThat(first.poll(waker.context())).isEqualTo(Poll.ready(false));
        assertThat(second.poll(waker.context())).isEqualTo(Poll.ready(Optional.empty()));
    }

    @Test
    void receiverCloseTakesBackAPlaceThatWasGrantedButNotTaken() {
        sender.trySend("a");
        Future<Boolean> granted = sender.send("b");
        granted.poll(waker.context());
        receiver.tryReceive();
        receiver.close();
        CountingWaker receiving = new CountingWaker();
        Future<Optional<String>> receive = receiver.receive();
        assertThat(receive.poll(receiving.context())).isEqualTo(Poll.pending());

        assertThat(granted.poll(waker.context())).isEqualTo(Poll.ready(false));

        assertThat(receiving.wakes()).isOne();
        assertThat(receive.poll(receiving.context())).isEqualTo(END);
    }

    @Test
    void aPermitMayStillSendAfterReceiverCloseButNotAfterDiscard() {
        Channel<String> two = Channel.bounded(2);
        Permit<String> first =
                two.sender().reserve().poll(waker.context()).get().orElseThrow();
        Permit<String> second =
                two.sender().reserve().poll(waker.context()).get().orElseThrow();

        two.receiver().close();
        assertThat(first.send("a")).isTrue();
        assertThat(two.receiver().tryReceive()).isEqualTo(Poll.ready(Optional.of("a")));
        assertThat(two.receiver().tryReceive()).isEqualTo(Poll.pending());

        two.receiver().discard();
        assertThat(two.receiver().tryReceive()).isEqualTo(END);
        assertThat(second.send("b")).isFalse();
        assertThat(two.receiver().tryReceive()).isEqualTo(END);
    }

    @Test
    void receiverCloseWakesItsOwnPendingReceive() {
        Future<Optional<String>> receive = receiver.receive();
        receive.poll(waker.context());

        receiver.close();

        assertThat(waker.wakes()).isOne();
        assertThat(receive.poll(waker.context())).isEqualTo(END);
    }
}
