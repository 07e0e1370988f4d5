package dev.oneshot.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollBudget;
import dev.oneshot.testing.CountingWaker;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that finds the channel ready each time lets the others of its thread have their turn. */
class ChannelBudgetTest {

    private final Channel<String> channel = Channel.bounded(2);
    private final CountingWaker waker = new CountingWaker();
    private final PollBudget budget = PollBudget.of(1);
    private final Context context = Context.of(waker, budget);

    @BeforeEach
    void spend() {
        context.tryProceed();
    }

    @Test
    void aReceiveLeavesTheMessageForTheNextPoll() {
        channel.sender().trySend("a");

        proceedsOnlyAfterARefill(channel.receiver().receive(), Optional.of("a"));
    }

    @Test
    void aSendLeavesThePlaceForTheNextPoll() {
        proceedsOnlyAfterARefill(channel.sender().send("a"), true);
        assertThat(channel.receiver().size()).isOne();
    }

    @Test
    void aPlaceThatWasGrantedStaysGranted() {
        channel.sender().trySend("a");
        channel.sender().trySend("b");
        Future<Boolean> send = channel.sender().send("c");
        send.poll(new CountingWaker().context());
        channel.receiver().tryReceive();

        proceedsOnlyAfterARefill(send, true);
        assertThat(channel.receiver().size()).isEqualTo(2);
    }

    @Test
    void whatMustWaitAnywayTakesNothing() {
        budget.refill();

        assertThat(channel.receiver().receive().poll(context)).isEqualTo(Poll.pending());

        assertThat(context.tryProceed()).isTrue();
        assertThat(waker.wakes()).isZero();
    }

    private <T> void proceedsOnlyAfterARefill(Future<T> future, T expected) {
        assertThat(future.poll(context)).isEqualTo(Poll.pending());
        assertThat(waker.wakes()).isOne();
        budget.refill();
        assertThat(future.poll(context)).isEqualTo(Poll.ready(expected));
        assertThat(context.tryProceed()).isFalse();
    }
}
