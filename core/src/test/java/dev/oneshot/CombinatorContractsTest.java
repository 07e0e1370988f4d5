package dev.oneshot;

import dev.oneshot.testing.FutureContract;
import dev.oneshot.testing.PendingFutureContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Every combinator passes {@link FutureContract}. */
class CombinatorContractsTest {

    @Nested
    class OfMap extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    oneshot.receiver().map(String::length),
                    () -> oneshot.sender().send("value"));
        }
    }

    @Nested
    class OfThenWhoseSecondFutureIsPending extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    Futures.ready(1).then(one -> oneshot.receiver()),
                    () -> oneshot.sender().send("value"));
        }
    }

    @Nested
    class OfRecover extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    oneshot.receiver().recover(Throwable::getMessage),
                    () -> oneshot.sender().fail(new IllegalArgumentException("no")));
        }
    }

    @Nested
    class OfJoinOfTwo extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    Futures.join(oneshot.receiver(), Futures.ready(1), (text, number) -> text + number),
                    () -> oneshot.sender().send("value"));
        }
    }

    @Nested
    class OfJoinOfAList extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> one = Oneshot.create();
            Oneshot<String> other = Oneshot.create();
            return new Subject(Futures.join(List.of(one.receiver(), other.receiver())), () -> {
                one.sender().send("value");
                other.sender().send("value");
            });
        }
    }

    @Nested
    class OfFirst extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                    Futures.first(List.of(Futures.never(), oneshot.receiver())),
                    () -> oneshot.sender().send("value"));
        }
    }

    @Nested
    class OfFirstWhenAllAreWoken extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> one = Oneshot.create();
            Oneshot<String> other = Oneshot.create();
            return new Subject(Futures.first(List.of(one.receiver(), other.receiver())), () -> {
                one.sender().send("value");
                other.sender().send("value");
            });
        }
    }
}
