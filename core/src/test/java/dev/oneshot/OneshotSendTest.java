package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value on its way from the sender to the receiver. */
class OneshotSendTest {

    private final CountingWaker waker = new CountingWaker();
    private final Oneshot<Object> oneshot = Oneshot.create();
    private final Sender<Object> sender = oneshot.sender();
    private final Receiver<Object> receiver = oneshot.receiver();

    @Test
    void sendThenPoll() {
        assertThat(sender.send("value")).isTrue();

        assertThat(receiver.poll(waker.context())).isEqualTo(Poll.ready("value"));
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void pollThenSendWakesOnce() {
        assertThat(receiver.poll(waker.context())).isSameAs(Poll.pending());

        assertThat(sender.send("value")).isTrue();

        assertThat(waker.wakes()).isOne();
        assertThat(receiver.poll(waker.context())).isEqualTo(Poll.ready("value"));
    }

    @Test
    void theValueIsVisibleWhenTheWakerIsWoken() {
        Object[] seen = new Object[1];
        receiver.poll(Context.of(() -> seen[0] = receiver.tryReceive()));

        sender.send("value");

        assertThat(seen[0]).isEqualTo(Poll.ready("value"));
    }

    @Test
    void sendThenTryReceive() {
        sender.send("value");

        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready("value"));
    }

    @Test
    void tryReceiveBeforeSendIsPendingAndRegistersNoWaker() {
        receiver.poll(waker.context());

        assertThat(receiver.tryReceive()).isSameAs(Poll.pending());
        sender.send("value");

        assertThat(waker.wakes()).isOne();
    }

    @Test
    void pollThenSendThenTryReceive() {
        receiver.poll(waker.context());
        sender.send("value");

        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready("value"));
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void receivedThenPollAndTryReceiveThrowAndNameTheChannel() {
        Oneshot<String> named = new OneshotFactory().create("order-42");
        named.sender().send("value");
        named.receiver().tryReceive();

        assertThatThrownBy(() -> named.receiver().poll(waker.context()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("oneshot 'order-42'");
        assertThatThrownBy(() -> named.receiver().tryReceive())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("oneshot 'order-42'");
    }

    @Test
    void sendTwiceThrowsAndTheFirstValueIsReceived() {
        sender.send("first");

        assertThatThrownBy(() -> sender.send("second"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot send")
                .hasMessageContaining(receiver.toString());
        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready("first"));
    }

    @Test
    void sendAfterReceiptThrows() {
        sender.send("first");
        receiver.tryReceive();

        assertThatThrownBy(() -> sender.send("second")).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void sendThenFailThrowsAndFailThenSendThrows() {
        sender.send("value");
        assertThatThrownBy(() -> sender.fail(new Error("late"))).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(receiver.tryReceive()).isEqualTo(Poll.ready("value"));

        Oneshot<Object> other = Oneshot.create();
        IllegalArgumentException failure = new IllegalArgumentException("first");
        other.sender().fail(failure);
        assertThatThrownBy(() -> other.sender().send("value")).isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.receiver().tryReceive()).isSameAs(failure);
    }

    static Stream<Object> oddValues() {
        return Stream.of(
                new CountingWaker(),
                new Throwable("a value, no failure"),
                new SenderClosedException("a value, no failure", null),
                Poll.pending(),
                Poll.ready(null),
                Oneshot.create().receiver(),
                Future.class,
                new int[0]);
    }

    @ParameterizedTest
    @MethodSource("oddValues")
    void aValueOfAnyTypeArrivesAsItIs(Object value) {
        receiver.poll(waker.context());

        assertThat(sender.send(value)).isTrue();

        assertThat(receiver.poll(waker.context()).get()).isSameAs(value);
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void aWakerThatIsSentIsNoWaiter() {
        CountingWaker value = new CountingWaker();
        sender.send(value);

        assertThatThrownBy(() -> sender.send("second")).isExactlyInstanceOf(IllegalStateException.class);
        receiver.close();
        assertThat(sender.closed().poll(waker.context()).isReady()).isTrue();
        assertThat(receiver.poll(waker.context()).get()).isSameAs(value);
        assertThat(value.wakes()).isZero();
    }

    @Test
    void aPollThatIsSentArrivesAsTheValueThatItIs() {
        for (Poll<String> sent : List.of(Poll.ready("inside"), Poll.<String>pending())) {
            Oneshot<Poll<String>> channel = Oneshot.create();
            channel.sender().send(sent);

            assertThat(channel.receiver().tryReceive().get()).isSameAs(sent);
        }
    }

    @Test
    void nullArrivesAsNull() {
        receiver.poll(waker.context());

        assertThat(sender.send(null)).isTrue();

        assertThat(waker.wakes()).isOne();
        assertThat(receiver.poll(waker.context())).isEqualTo(Poll.ready(null));
        assertThatThrownBy(receiver::tryReceive).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void ofTwoThreadsThatCompleteOneChannelExactlyOneWins() throws Throwable {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < 2_000; round++) {
            Oneshot<String> contested = Oneshot.create();
            Bounded.Running<Throwable> sends = Bounded.start(() -> {
                together.await(Bounded.SECONDS, TimeUnit.SECONDS);
                return catchThrowable(() -> contested.sender().send("sent"));
            });
            together.await(Bounded.SECONDS, TimeUnit.SECONDS);
            Throwable fails = catchThrowable(() -> contested.sender().fail(new UnsupportedOperationException()));

            boolean sent = sends.get() == null;
            assertThat(sent).isNotEqualTo(fails == null);
            Throwable received = catchThrowable(() -> contested.receiver().tryReceive());
            assertThat(received == null).isEqualTo(sent);
        }
    }
}
