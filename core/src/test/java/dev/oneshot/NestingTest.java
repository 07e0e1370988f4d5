package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.sync.CancellationToken;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Futures that are nested too deep for a stack are refused, in words, and whatever they held is closed. */
class NestingTest {

    private static final int MANY = 100_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Context context = new CountingWaker().context();
    private final ManualTimer timer = ManualTimer.create();

    @Nested
    class WhereItIsMade {

        @Test
        void ofRunUntilCancelled() {
            CancellationToken token = CancellationToken.create();

            assertRefused(token::runUntilCancelled);
            assertRefused(future -> token.runUntilCancelled(future.map(value -> value + 1)));
        }

        @Test
        void ofCounted() {
            assertRefused(new PollCounter()::counted);
        }

        @Test
        void ofTimeout() {
            assertRefused(future -> timer.timeout(future, SECOND));
        }

        private void assertRefused(UnaryOperator<Future<Integer>> around) {
            assertTooDeep(() -> {
                Future<Integer> nested = Futures.ready(1);
                for (int i = 0; i < MANY; i++) {
                    nested = around.apply(nested);
                }
            });
        }
    }

    @Nested
    class WhereItGrowsAsItIsPolled {

        private final List<Oneshot<Integer>> opened = new ArrayList<>();

        @Test
        void ofATimeLimitWithinEachRoundOfALoop() {
            assertRefusedAndEverythingClosed(this::retry);
        }

        @Test
        void ofAJoinWithinEachRoundOfALoop() {
            assertRefusedAndEverythingClosed(this::joinAll);
        }

        @Test
        void ofACounterWithinEachRoundOfALoop() {
            assertTooDeep(() -> countAll(new PollCounter(), MANY).poll(context));
        }

        @Test
        void ofChainsThatHadBegun() {
            Future<Integer> begun = opened().map(value -> value + 1);
            begun.poll(context);
            Future<Integer> nested = begun;
            Throwable refusal = null;
            for (int i = 0; i < MANY && refusal == null; i++) {
                Future<Integer> inner = nested;
                nested = Futures.ready(0).then(value -> inner);
                try {
                    nested.poll(context);
                } catch (Throwable thrown) {
                    refusal = thrown;
                }
            }

            assertThat(refusal).isExactlyInstanceOf(IllegalStateException.class).hasMessageContaining("1000 deep");
            assertThat(opened).allMatch(oneshot -> oneshot.sender().isClosed());
        }

        private void assertRefusedAndEverythingClosed(IntFunction<Future<Integer>> loop) {
            assertTooDeep(() -> loop.apply(MANY).poll(context));

            assertThat(opened).hasSizeBetween(100, Combinator.MAX_DEPTH + 1);
            assertThat(opened).allMatch(oneshot -> oneshot.sender().isClosed());
            assertThat(timer.waiting()).isZero();
        }

        private Future<Integer> retry(int left) {
            Future<Integer> step = Futures.ready(left).then(n -> n == 0 ? Futures.ready(0) : retry(n - 1));
            return timer.timeout(Futures.first(List.of(opened(), step)), SECOND);
        }

        private Future<Integer> joinAll(int left) {
            Future<Integer> step = Futures.ready(left).then(n -> n == 0 ? Futures.ready(0) : joinAll(n - 1));
            return Futures.join(opened(), step, Integer::sum);
        }

        private Future<Integer> countAll(PollCounter counter, int left) {
            Future<Integer> step = Futures.ready(left).then(n -> n == 0 ? Futures.ready(0) : countAll(counter, n - 1));
            return counter.counted(step);
        }

        private Future<Integer> opened() {
            Oneshot<Integer> oneshot = Oneshot.create();
            opened.add(oneshot);
            return oneshot.receiver();
        }
    }

    @Test
    void aLoopWithinOneTimeLimitGoesOnWithoutLimit() {
        assertThat(timer.timeout(countDown(MANY), SECOND).poll(context).get()).isZero();
    }

    @Test
    void howOftenAFutureIsPolledDoesNotMatter() {
        Future<Integer> pending = new PollCounter().counted(timer.timeout(Futures.never(), SECOND));

        for (int i = 0; i < 2 * Combinator.MAX_DEPTH; i++) {
            assertThat(pending.poll(context).isReady()).isFalse();
        }
    }

    @Test
    void anExhaustedStackIsNotRecoveredFrom() {
        Future<Integer> overflowing = Futures.ready(1).<Integer>map(value -> {
            throw new StackOverflowError("on purpose");
        });

        assertThatThrownBy(() -> overflowing.recover(failure -> 0).poll(context))
                .isExactlyInstanceOf(StackOverflowError.class);
    }

    private static Future<Integer> countDown(int left) {
        return left == 0 ? Futures.ready(0) : Futures.ready(left - 1).then(NestingTest::countDown);
    }

    /** On a thread with the stack that threads usually have. */
    private static void assertTooDeep(Runnable nesting) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        Runnable body = () -> {
            try {
                nesting.run();
                outcome.complete(null);
            } catch (Throwable thrown) {
                outcome.completeExceptionally(thrown);
            }
        };
        new Thread(null, body, "usual stack", 1024 * 1024).start();

        assertThatThrownBy(() -> Bounded.get(outcome))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nested more than 1000 deep")
                .hasMessageContaining("then");
    }
}
