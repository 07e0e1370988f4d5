package dev.oneshot;

import dev.oneshot.channel.Channel;
import dev.oneshot.runner.Async;
import dev.oneshot.sync.CancellationToken;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.FailingFutureContract;
import dev.oneshot.time.ManualTimer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;

/** Every future that can fail passes {@link FailingFutureContract}. */
class FailureContractsTest {

    private static final IllegalArgumentException FAILURE = new IllegalArgumentException("on purpose");

    @Nested
    class OfAReceiverThatGetsAFailure extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            Oneshot<String> oneshot = Oneshot.create();
            oneshot.sender().fail(FAILURE);
            return oneshot.receiver();
        }
    }

    @Nested
    class OfAReceiverWhoseSenderIsClosed extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            Oneshot<String> oneshot = Oneshot.create();
            oneshot.sender().close();
            return oneshot.receiver();
        }
    }

    @Nested
    class OfAFailedFuture extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return Futures.failed(FAILURE);
        }
    }

    @Nested
    class OfAFailedStage extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return Futures.from(CompletableFuture.failedStage(FAILURE));
        }
    }

    @Nested
    class OfAStepThatThrows extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return Futures.ready(1).map(value -> {
                throw FAILURE;
            });
        }
    }

    @Nested
    class OfAJoin extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return Futures.join(List.of(Futures.never(), Futures.failed(FAILURE)));
        }
    }

    @Nested
    class OfFirst extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return Futures.first(List.of(Futures.never(), Futures.failed(FAILURE)));
        }
    }

    @Nested
    class OfATimeoutThatIsOver extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return ManualTimer.create().timeout(Futures.never(), Duration.ZERO);
        }
    }

    @Nested
    class OfACancelledToken extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            CancellationToken token = CancellationToken.create();
            token.cancel();
            return token.runUntilCancelled(Futures.ready(1));
        }
    }

    @Nested
    class OfACountedFuture extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return new PollCounter().counted(Futures.failed(FAILURE));
        }
    }

    @Nested
    class OfABodyThatThrows extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            return Async.run(() -> {
                throw FAILURE;
            });
        }
    }

    @Nested
    class OfASendByASenderThatIsClosed extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            Channel<String> channel = Channel.bounded(1);
            Future<Boolean> send = channel.sender().send("message");
            channel.sender().close();
            return send;
        }
    }

    @Nested
    class OfAReservationByASenderThatIsClosed extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            Channel<String> channel = Channel.bounded(1);
            Future<?> reservation = channel.sender().reserve();
            channel.sender().close();
            return reservation;
        }
    }

    @Nested
    class OfAReceiveWhileAnotherWaits extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            Channel<String> channel = Channel.bounded(1);
            channel.receiver().receive().poll(new CountingWaker().context());
            return channel.receiver().receive();
        }
    }

    @Nested
    class OfAReceiveManyWhileAnotherWaits extends FailingFutureContract {

        @Override
        protected Future<?> failing() {
            Channel<String> channel = Channel.bounded(1);
            channel.receiver().receive().poll(new CountingWaker().context());
            return channel.receiver().receiveMany(2);
        }
    }
}
