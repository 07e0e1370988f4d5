package dev.oneshot.channel;

import dev.oneshot.Future;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.PendingFutureContract;
import org.junit.jupiter.api.Nested;

/** Every future of a channel passes the contract, whatever makes it ready. */
class ChannelFutureContractsTest {

    private final Channel<String> channel = Channel.bounded(1);

    private boolean isThePlaceFree() {
        channel.receiver().tryReceive();
        return channel.sender().trySend("next") == SendResult.SENT;
    }

    private boolean mayAnotherReceive() {
        Future<?> another = channel.receiver().receive();
        another.poll(new CountingWaker().context());
        channel.sender().trySend("next");
        return another.poll(new CountingWaker().context()).isReady();
    }

    @Nested
    class OfASendThatGetsAPlace extends PendingFutureContract {

        @Override
        protected Subject pending() {
            channel.sender().trySend("first");
            return new Subject(channel.sender().send("second"), channel.receiver()::tryReceive)
                    .released(ChannelFutureContractsTest.this::isThePlaceFree);
        }
    }

    @Nested
    class OfASendThatIsRefused extends PendingFutureContract {

        @Override
        protected Subject pending() {
            channel.sender().trySend("first");
            return new Subject(channel.sender().send("second"), channel.receiver()::close);
        }
    }

    @Nested
    class OfAReservation extends PendingFutureContract {

        @Override
        protected Subject pending() {
            channel.sender().trySend("first");
            return new Subject(channel.sender().reserve(), channel.receiver()::tryReceive)
                    .released(ChannelFutureContractsTest.this::isThePlaceFree);
        }
    }

    @Nested
    class OfAReceiveThatGetsAMessage extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Subject(
                            channel.receiver().receive(), () -> channel.sender().trySend("value"))
                    .released(ChannelFutureContractsTest.this::mayAnotherReceive);
        }
    }

    @Nested
    class OfAReceiveAtTheEnd extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Subject(channel.receiver().receive(), channel.sender()::close);
        }
    }

    @Nested
    class OfAReceiveAfterDiscard extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Subject(channel.receiver().receive(), channel.receiver()::discard);
        }
    }

    @Nested
    class OfReceiveMany extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Subject(
                            channel.receiver().receiveMany(8),
                            () -> channel.sender().trySend("value"))
                    .released(ChannelFutureContractsTest.this::mayAnotherReceive);
        }
    }
}
