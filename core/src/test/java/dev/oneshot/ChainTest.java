package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Steps behind a future: {@link Future#map}, {@link Future#then}, {@link Future#recover}. */
class ChainTest {

    private static final int MILLION = 1_000_000;

    private final CountingWaker waker = new CountingWaker();
    private final Context context = waker.context();

    @Test
    void nothingRunsBeforeTheFirstPoll() {
        List<String> events = new ArrayList<>();
        Future<Integer> polled = cx -> {
            events.add("poll");
            return Poll.ready(1);
        };

        Future<Integer> chain = polled.map(value -> {
            events.add("map");
            return value;
        });
        assertThat(events).isEmpty();

        chain.poll(context);
        assertThat(events).containsExactly("poll", "map");
    }

    @Test
    void stepsRunInTheirOrderEachOnTheValueBefore() {
        Future<String> chain = Futures.ready(3)
                .map(value -> value + 1)
                .then(value -> Futures.ready(value * 10).map(product -> product + 5))
                .map(value -> "got " + value);

        assertThat(chain.poll(context).get()).isEqualTo("got 45");
    }

    @Test
    void eachStepOfAPendingChainRunsOnce() {
        Oneshot<Integer> first = Oneshot.create();
        Oneshot<Integer> second = Oneshot.create();
        AtomicInteger calls = new AtomicInteger();
        Future<Integer> chain = first.receiver().then(value -> {
            calls.incrementAndGet();
            return second.receiver().map(other -> value + other);
        });

        assertThat(chain.poll(context).isReady()).isFalse();
        first.sender().send(1);
        assertThat(chain.poll(context).isReady()).isFalse();
        assertThat(chain.poll(context).isReady()).isFalse();
        second.sender().send(2);

        assertThat(chain.poll(context).get()).isEqualTo(3);
        assertThat(calls).hasValue(1);
        assertThat(waker.wakes()).isEqualTo(2);
    }

    @Test
    void nullIsAValue() {
        assertThat(Futures.ready("value")
                        .<String>map(value -> null)
                        .map(value -> "" + value)
                        .poll(context)
                        .get())
                .isEqualTo("null");
    }

    @Test
    void whatAFunctionThrowsIsTheFailure() {
        IllegalArgumentException thrown = new IllegalArgumentException("no");
        Function<Object, Integer> throwing = value -> {
            throw thrown;
        };

        assertThatThrownBy(() -> Futures.ready(1).map(throwing).poll(context)).isSameAs(thrown);
        assertThatThrownBy(() -> Futures.ready(1)
                        .then(value -> Futures.ready(throwing.apply(value)))
                        .poll(context))
                .isSameAs(thrown);
        assertThatThrownBy(() -> Futures.failed(new IOException())
                        .recover(throwing::apply)
                        .poll(context))
                .isSameAs(thrown);
    }

    @Test
    void aFailurePassesByMapAndThenAndIsRecoveredOnce() {
        AtomicInteger calls = new AtomicInteger();
        Future<Integer> failed = Futures.failed(new IllegalArgumentException("no"));
        Future<String> chain = failed.map(value -> calls.incrementAndGet())
                .then(value -> Futures.ready(calls.incrementAndGet()))
                .map(String::valueOf)
                .recover(Throwable::getMessage)
                .recover(failure -> "not reached")
                .map(value -> value + "!");

        assertThat(chain.poll(context).get()).isEqualTo("no!");
        assertThat(calls).hasValue(0);
    }

    @Test
    void recoverIsGivenTheCheckedFailureItself() {
        IOException failure = new IOException("gone");
        assertThat(Futures.<Object>failed(failure)
                        .recover(seen -> seen)
                        .poll(context)
                        .get())
                .isSameAs(failure);
        assertThatThrownBy(() -> Futures.failed(failure).map(value -> value).poll(context))
                .isExactlyInstanceOf(CompletionException.class)
                .hasCause(failure);
    }

    @Test
    void thenThatReturnsNullSaysSo() {
        assertThatThrownBy(() -> Futures.ready(1).then(value -> null).poll(context))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessageContaining("given to then returned null");
    }

    @Test
    void closeClosesWhatIsWaitedForAndNoStepRuns() {
        Oneshot<Integer> first = Oneshot.create();
        Oneshot<Integer> second = Oneshot.create();
        AtomicInteger calls = new AtomicInteger();
        Future<Integer> chain =
                first.receiver().then(value -> second.receiver()).map(value -> calls.incrementAndGet());
        first.sender().send(1);
        chain.poll(context);

        chain.close();

        assertThat(second.sender().isClosed()).isTrue();
        assertThat(calls).hasValue(0);
        assertThatThrownBy(() -> chain.poll(context)).hasMessageContaining("after it was closed");
    }

    @Test
    void closeBeforeTheFirstPollClosesTheSource() {
        Oneshot<Integer> oneshot = Oneshot.create();

        oneshot.receiver().map(value -> value).close();

        assertThat(oneshot.sender().isClosed()).isTrue();
    }

    @Test
    void aChainThatWasTakenOverSaysSoAndItsCloseDoesNothing() {
        Oneshot<Integer> oneshot = Oneshot.create();
        Future<Integer> taken = oneshot.receiver().map(value -> value + 1);
        Future<Integer> whole = taken.map(value -> value * 2);

        assertThatThrownBy(() -> taken.poll(context)).hasMessageContaining("become part of another");
        assertThatThrownBy(() -> taken.map(value -> value)).hasMessageContaining("become part of another");
        taken.close();
        oneshot.sender().send(1);

        assertThat(whole.poll(context).get()).isEqualTo(4);
    }

    @Test
    void aChainThatHasBegunCanBeExtended() {
        Oneshot<Integer> oneshot = Oneshot.create();
        Future<Integer> begun = oneshot.receiver().map(value -> value + 1);
        begun.poll(context);
        Future<Integer> extended = begun.map(value -> value * 2);

        oneshot.sender().send(1);

        assertThat(extended.poll(context).get()).isEqualTo(4);
    }

    @Test
    void aStepThatRanIsForgotten() {
        Oneshot<Integer> never = Oneshot.create();
        Object held = new Object();
        WeakReference<Object> reference = new WeakReference<>(held);
        Future<Integer> chain = stepThatHolds(held).then(value -> never.receiver());
        held = null;

        chain.poll(context);

        Garbage.isCollected(reference, chain);
    }

    @Test
    void aMillionStepsTakeNoStack() {
        Future<Integer> chain = Futures.ready(0);
        for (int i = 0; i < MILLION; i++) {
            chain = i % 2 == 0 ? chain.map(value -> value + 1) : chain.then(value -> Futures.ready(value + 1));
        }

        assertThat(chain.poll(context).get()).isEqualTo(MILLION);
    }

    @Test
    void aMillionStepsAreClosedWithoutStack() {
        Oneshot<Integer> oneshot = Oneshot.create();
        Future<Integer> chain = oneshot.receiver();
        for (int i = 0; i < MILLION; i++) {
            chain = chain.map(value -> value + 1);
        }

        chain.close();

        assertThat(oneshot.sender().isClosed()).isTrue();
    }

    @Test
    void aLoopOfAMillionRoundsTakesNoStack() {
        assertThat(countTo(MILLION, 0).poll(context).get()).isEqualTo(MILLION);
    }

    @Test
    void aLoopThatGoesOnAfterEachRoundTakesNoStack() {
        assertThat(sumTo(MILLION).poll(context).get()).isEqualTo(MILLION);
    }

    @Test
    void aMillionNestedFromTheInsideTakeNoStack() {
        Future<Integer> nested = Futures.ready(0);
        for (int i = 0; i < MILLION; i++) {
            Future<Integer> inner = nested;
            nested = Futures.ready(1).then(one -> inner).map(value -> value + 1);
        }

        assertThat(nested.poll(context).get()).isEqualTo(MILLION);
    }

    @Test
    void tellsWhatItWaitsForAndHowMuchFollows() {
        Oneshot<Integer> oneshot = new OneshotFactory().create("cart");
        Future<Integer> chain = oneshot.receiver().map(value -> value).map(value -> value);

        assertThat(chain).hasToString("oneshot 'cart' and 2 steps");
    }

    private static Future<Integer> stepThatHolds(Object held) {
        return Futures.ready(1).map(value -> held.hashCode());
    }

    private static Future<Integer> countTo(int end, int from) {
        return from == end ? Futures.ready(from) : Futures.ready(from + 1).then(next -> countTo(end, next));
    }

    private static Future<Integer> sumTo(int count) {
        return count == 0
                ? Futures.ready(0)
                : Futures.ready(count - 1).then(ChainTest::sumTo).map(sum -> sum + 1);
    }
}
