package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.CountingWaker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@link Futures#join} and {@link Futures#first}. */
class JoinTest {

    private static final int MILLION = 1_000_000;

    private final CountingWaker waker = new CountingWaker();
    private final Context context = waker.context();

    private final Oneshot<Integer> one = Oneshot.create();
    private final Oneshot<Integer> two = Oneshot.create();
    private final Oneshot<Integer> three = Oneshot.create();

    @Test
    void valuesComeInTheOrderOfTheFutures() {
        Future<List<Integer>> join = Futures.join(List.of(one.receiver(), two.receiver(), three.receiver()));
        join.poll(context);

        three.sender().send(null);
        one.sender().send(1);
        two.sender().send(2);

        assertThat(join.poll(context).get()).isEqualTo(Arrays.asList(1, 2, null));
    }

    @Test
    void aWakeUpPollsOnlyTheWoken() {
        PollCounter counter = new PollCounter();
        Future<List<Integer>> join = Futures.join(Stream.of(one, two, three)
                .map(oneshot -> counter.counted(oneshot.receiver()))
                .toList());
        join.poll(context);
        assertThat(counter.polls()).isEqualTo(3);

        two.sender().send(2);
        join.poll(context);

        assertThat(counter.polls()).isEqualTo(4);
    }

    @Test
    void aMemberThatWakesItselfIsPolledOncePerPoll() {
        Future<List<Void>> join = Futures.join(List.of(Futures.yieldNow(), Futures.yieldNow()));

        assertThat(join.poll(context).isReady()).isFalse();
        assertThat(waker.wakes()).isOne();
        assertThat(join.poll(context).isReady()).isTrue();
    }

    @Test
    void twoWakesOfOneMemberArePolledOnceAndAStaleOneIsIgnored() {
        Waker[] kept = new Waker[1];
        int[] polls = new int[1];
        Future<Integer> member = cx -> {
            kept[0] = cx.waker();
            return ++polls[0] < 2 ? Poll.pending() : Poll.ready(1);
        };
        Future<List<Integer>> join = Futures.join(List.of(member, one.receiver()));
        join.poll(context);

        kept[0].wake();
        kept[0].wake();
        join.poll(context);
        assertThat(polls[0]).isEqualTo(2);
        kept[0].wake();
        join.poll(context);
        assertThat(polls[0]).isEqualTo(2);
        one.sender().send(7);

        assertThat(join.poll(context).get()).containsExactly(1, 7);
    }

    @Test
    void theFirstFailureEndsTheJoinAndClosesTheOthers() {
        IllegalArgumentException failure = new IllegalArgumentException("no");
        Future<List<Integer>> join = Futures.join(List.of(one.receiver(), two.receiver(), three.receiver()));
        join.poll(context);
        one.sender().send(1);

        two.sender().fail(failure);

        assertThatThrownBy(() -> join.poll(context)).isSameAs(failure);
        assertThat(three.sender().isClosed()).isTrue();
        assertThatThrownBy(() -> join.poll(context)).hasMessageContaining("polled again");
    }

    @Test
    void closeClosesWhatIsStillPending() {
        Future<List<Integer>> join = Futures.join(List.of(one.receiver(), two.receiver()));
        join.poll(context);
        one.sender().send(1);
        join.poll(context);

        join.close();

        assertThat(two.sender().isClosed()).isTrue();
    }

    @Test
    void aCloseThatFailsKeepsNoOtherOpen() {
        for (Future<?> several : List.of(
                Futures.join(List.of(new Rude("a"), one.receiver(), new Rude("b"))),
                Futures.first(List.of(new Rude("a"), two.receiver(), new Rude("b"))))) {
            several.poll(context);

            assertThatThrownBy(several::close)
                    .hasMessage("a")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed())
                            .singleElement()
                            .satisfies(suppressed -> assertThat(suppressed).hasMessage("b")));
        }
        assertThat(one.sender().isClosed()).isTrue();
        assertThat(two.sender().isClosed()).isTrue();
    }

    @Test
    void aCloseThatFailsDoesNotHideTheValueOfTheWinner() {
        two.sender().send(2);
        Future<Integer> first = Futures.first(List.of(new Rude("a"), two.receiver(), one.receiver()));

        assertThat(first.poll(context)).isEqualTo(Poll.ready(2));
        assertThat(one.sender().isClosed()).isTrue();
    }

    @Test
    void aCloseThatFailsDoesNotHideTheFirstFailure() {
        for (Future<?> several : List.of(
                Futures.join(List.of(new Rude("a"), Futures.failed(new Exception("first")))),
                Futures.first(List.of(new Rude("a"), Futures.failed(new Exception("first")))))) {
            assertThatThrownBy(() -> several.poll(context))
                    .hasMessageContaining("first")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed())
                            .singleElement()
                            .satisfies(suppressed -> assertThat(suppressed).hasMessage("a")));
        }
    }

    /** Is never ready, and cannot be closed. */
    private record Rude(String name) implements Future<Integer> {

        @Override
        public Poll<Integer> poll(Context context) {
            return Poll.pending();
        }

        @Override
        public void close() {
            throw new IllegalStateException(name);
        }
    }

    @Test
    void joinOfNothingIsReady() {
        assertThat(Futures.join(List.<Future<Object>>of()).poll(context).get()).isEmpty();
    }

    @Test
    void aMillionPendingFuturesAreJoined() {
        List<Oneshot<Integer>> oneshots = IntStream.range(0, MILLION)
                .mapToObj(i -> Oneshot.<Integer>create())
                .toList();
        PollCounter counter = new PollCounter();
        Future<List<Integer>> join = Futures.join(oneshots.stream()
                .map(oneshot -> counter.counted(oneshot.receiver()))
                .toList());

        for (int i = 0; i < MILLION; i++) {
            if (i % 10_000 == 0) {
                join.poll(context);
            }
            oneshots.get(i).sender().send(i);
        }

        List<Integer> values = join.poll(context).get();
        assertThat(values.get(MILLION - 1)).isEqualTo(MILLION - 1);
        assertThat(counter.polls()).isEqualTo(2 * MILLION);
    }

    @Test
    void theEarlierInTheListWinsAndTheOthersAreClosed() {
        Future<Integer> first = Futures.first(List.of(one.receiver(), two.receiver(), three.receiver()));
        first.poll(context);

        three.sender().send(3);
        two.sender().send(2);

        assertThat(first.poll(context).get()).isEqualTo(2);
        assertThat(one.sender().isClosed()).isTrue();
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void aFailureWinsTooAndClosesTheOthers() {
        IllegalArgumentException failure = new IllegalArgumentException("no");
        Future<Integer> first = Futures.first(List.of(one.receiver(), Futures.failed(failure)));

        assertThatThrownBy(() -> first.poll(context)).isSameAs(failure);
        assertThat(one.sender().isClosed()).isTrue();
    }

    @Test
    void firstOfNothingIsRefused() {
        assertThatThrownBy(() -> Futures.first(List.of()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would never end");
    }

    @Test
    void nestingTooDeepIsRefusedWhereItIsMade() {
        List<Future<?>> made = new ArrayList<>();
        assertThatThrownBy(() -> {
                    Future<Object> nested = Futures.never();
                    while (made.size() < MILLION) {
                        nested = Futures.first(List.of(nested));
                        made.add(nested);
                    }
                })
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nested more than 1000 deep")
                .hasMessageContaining("give a list");
        assertThat(made).hasSize(Combinator.MAX_DEPTH);
    }

    @Test
    void theDeepestNestingAllowedTakesLittleStack() throws InterruptedException {
        Future<Integer> nested = one.receiver();
        for (int i = 0; i < Combinator.MAX_DEPTH / 2; i++) {
            nested = Futures.join(Futures.first(List.of(nested)), Futures.ready(1), Integer::sum);
            if (Combinator.depthOf(nested) > Combinator.MAX_DEPTH - 3) {
                break;
            }
        }
        Future<Integer> deepest = nested;
        Throwable[] thrown = new Throwable[1];
        Thread small = new Thread(
                null,
                () -> {
                    try {
                        deepest.poll(context);
                        deepest.close();
                    } catch (Throwable t) {
                        thrown[0] = t;
                    }
                },
                "small stack",
                512 * 1024);
        small.start();
        small.join();

        assertThat(thrown[0]).isNull();
        assertThat(one.sender().isClosed()).isTrue();
    }
}
