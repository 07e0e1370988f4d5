package dev.oneshot.channel;

import dev.oneshot.testing.PendingFutureContract;
import org.junit.jupiter.api.Nested;

/** Every future of a channel passes the contract, whatever makes it ready. */
class ChannelFutureContractsTest {

    private final Channel<String> channel = Channel.bounded(1);

    @Nested
    class OfASendThatGetsAPlace extends PendingFutureContract {

        @Override
        protected Subject pending() {
            channel.sender().trySend("first");
            return new Subject(channel.sender().send("second"), channel.receiver()::tryReceive);
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
            return new Subject(channel.sender().reserve(), channel.receiver()::tryReceive);
        }
    }

    @Nested
    class OfAReceiveThatGetsAMessage extends PendingFutureContract {

        @Override
        protected Subject pending() {
            return new Subject(
                    channel.receiver().receive(), () -> channel.sender().trySend("value"));
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
                    channel.receiver().receiveMany(8), () -> channel.sender().trySend("value"));
        }
    }
}
