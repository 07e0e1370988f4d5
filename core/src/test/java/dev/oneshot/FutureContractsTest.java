package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.FutureContract;
import dev.oneshot.testing.PendingFutureContract;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every future of the root package passes {@link FutureContract}. */
class FutureContractsTest {

    @Nested
    class OfAReceiverThatGetsAValue extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(oneshot.receiver(), () -> oneshot.sender().send("value"))
                    .released(oneshot.sender()::isClosed);
        }
    }

    @Nested
    class OfAReceiverFromAFactory extends PendingFutureContract {

        private final OneshotFactory factory = new OneshotFactory();

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = factory.create("contract");
            return new Subject(oneshot.receiver(), () -> oneshot.sender().send("value"))
                    .released(oneshot.sender()::isClosed);
        }
    }

    @Nested
    class OfSenderClosedWhenTheReceiverCloses extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    oneshot.sender().closed(), () -> oneshot.receiver().close());
        }
    }

    @Nested
    class OfAStage extends PendingFutureContract {

        @Override
        protected Subject pending() {
            CompletableFuture<String> stage = new CompletableFuture<>();
            return new Subject(Futures.from(stage), () -> stage.complete("value")).released(stage::isCancelled);
        }

        @Test
        void nothingIsAddedToTheStageBeforeTheFirstPollAndOnlyOnceLater() {
            CompletableFuture<String> stage = new CompletableFuture<>();
            Future<String> future = Futures.from(stage);
            assertThat(stage.getNumberOfDependents()).isZero();

            future.poll(new CountingWaker().context());
            future.poll(new CountingWaker().context());

            assertThat(stage.getNumberOfDependents()).isOne();
        }
    }

    @Nested
    class OfAStageThatIsNoCompletableFuture extends PendingFutureContract {

        @Override
        protected Subject pending() {
            CompletableFuture<String> source = new CompletableFuture<>();
            CompletionStage<String> stage = source.minimalCompletionStage();
            return new Subject(Futures.from(stage), () -> source.complete("value"));
        }
    }

    @Nested
    class OfAReadyFuture extends FutureContract {

        @Override
        protected Future<?> ready() {
            return Futures.ready("value");
        }
    }

    @Nested
    class OfACountedFuture extends PendingFutureContract {

        private final PollCounter counter = new PollCounter();

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    counter.counted(oneshot.receiver()), () -> oneshot.sender().send("value"));
        }

        @Test
        void nothingIsPolledBeforeTheFirstPoll() {
            pending();

            assertThat(counter.polls()).isZero();
        }
    }
}
