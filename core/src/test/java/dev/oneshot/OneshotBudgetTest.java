package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.CountingWaker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A task that has had its turn leaves the value in the channel; and who stands behind it in a race has a turn as well. */
class OneshotBudgetTest {

    private final CountingWaker waker = new CountingWaker();
    private final PollBudget budget = PollBudget.of(3);
    private final Context context = Context.of(waker, budget);
    private final Oneshot<String> oneshot = Oneshot.create();

    @Test
    void theValueWaitsForTheNextPoll() {
        spend();
        oneshot.sender().send("value");

        assertThat(oneshot.receiver().poll(context)).isEqualTo(Poll.pending());
        assertThat(waker.wakes()).isOne();
        budget.refill();
        assertThat(oneshot.receiver().poll(context)).isEqualTo(Poll.ready("value"));
    }

    @Test
    void theFailureWaitsForTheNextPoll() {
        spend();
        oneshot.sender().fail(new IllegalStateException("refused"));

        assertThat(oneshot.receiver().poll(context)).isEqualTo(Poll.pending());
        budget.refill();
        assertThatThrownBy(() -> oneshot.receiver().poll(context)).hasMessage("refused");
    }

    @Test
    void anEmptyChannelTakesNothing() {
        oneshot.receiver().poll(context);

        assertThat(context.tryProceed()).isTrue();
        assertThat(context.tryProceed()).isTrue();
        assertThat(context.tryProceed()).isTrue();
    }

    @Test
    void aPollByMistakeFailsAtOnce() {
        oneshot.receiver().close();
        spend();

        assertThatThrownBy(() -> oneshot.receiver().poll(context)).isInstanceOf(ReceiverClosedException.class);
    }

    @Test
    void whoAlwaysHasMoreIsStopped() {
        AtomicInteger taken = new AtomicInteger();

        assertThat(endless(taken).poll(context).isReady()).isFalse();

        assertThat(taken).hasValue(3);
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void whoStandsBehindOneThatAlwaysHasMoreWinsTheRaceNevertheless() {
        oneshot.sender().send("stop");

        assertThat(Futures.first(List.of(endless(new AtomicInteger()), oneshot.receiver()))
                        .poll(context))
                .isEqualTo(Poll.ready("stop"));
    }

    @Test
    void aRaceTakesNothingWhenTheBudgetWasSpentBeforeIt() {
        spend();
        oneshot.sender().send("value");
        Future<String> race = Futures.first(List.of(Futures.never(), oneshot.receiver()));

        assertThat(race.poll(context)).isEqualTo(Poll.pending());
        budget.refill();
        assertThat(race.poll(context)).isEqualTo(Poll.ready("value"));
    }

    private void spend() {
        while (context.hasRoom()) {
            context.tryProceed();
        }
    }

    /** Takes one value after the other, from channels that have one. */
    private static Future<String> endless(AtomicInteger taken) {
        Oneshot<String> next = Oneshot.create();
        next.sender().send("more");
        return next.receiver().then(value -> {
            taken.incrementAndGet();
            return endless(taken);
        });
    }
}
