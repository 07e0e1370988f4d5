package dev.oneshot;

import dev.oneshot.sync.CancellationToken;
import dev.oneshot.testing.OuterFutureContract;
import dev.oneshot.time.ManualTimer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Every future that is made of others passes {@link OuterFutureContract}. */
class OuterFutureContractsTest {

    @Nested
    class OfMap extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return part.map(value -> value + 1);
        }
    }

    @Nested
    class OfThen extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return part.then(Futures::ready);
        }
    }

    @Nested
    class OfRecover extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return part.recover(failure -> {
                throw (RuntimeException) failure;
            });
        }
    }

    @Nested
    class OfJoinOfTwo extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return Futures.join(part, Futures.ready(1), Integer::sum);
        }
    }

    @Nested
    class OfJoinOfAList extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return Futures.join(List.of(Futures.ready(1), part));
        }
    }

    @Nested
    class OfFirst extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return Futures.first(List.of(Futures.never(), part));
        }
    }

    @Nested
    class OfTimeout extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return ManualTimer.create().timeout(part, Duration.ofSeconds(1));
        }
    }

    @Nested
    class OfRunUntilCancelled extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return CancellationToken.create().runUntilCancelled(part);
        }
    }

    @Nested
    class OfCounted extends OuterFutureContract {

        @Override
        protected Future<?> around(Future<Integer> part) {
            return new PollCounter().counted(part);
        }
    }
}
