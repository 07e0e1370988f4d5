package dev.oneshot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollBudget;
import dev.oneshot.testing.CountingWaker;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that has had its turn leaves a notification and a cancellation for the next. */
class SyncBudgetTest {

    private final Notify notify = new Notify();
    private final CancellationToken token = CancellationToken.create();
    private final CountingWaker waker = new CountingWaker();
    private final PollBudget budget = PollBudget.of(1);
    private final Context context = Context.of(waker, budget);

    @BeforeEach
    void spend() {
        context.tryProceed();
    }

    @Test
    void aRememberedNotificationStaysRemembered() {
        notify.notifyOne();

        proceedsOnlyAfterARefill(notify.notified());
    }

    @Test
    void whoWasChosenStaysChosen() {
        Future<Void> chosen = notify.notified();
        chosen.poll(new CountingWaker().context());
        notify.notifyOne();

        proceedsOnlyAfterARefill(chosen);
    }

    @Test
    void whoWasReachedByABroadcastStaysReached() {
        Future<Void> notPolled = notify.notified();
        notify.notifyWaiters();

        proceedsOnlyAfterARefill(notPolled);
    }

    @Test
    void aCancellationIsLearntOfAtTheNextPoll() {
        Future<Void> cancelled = token.cancelled();
        token.cancel();

        proceedsOnlyAfterARefill(cancelled);
    }

    @Test
    void whatMustWaitAnywayTakesNothing() {
        budget.refill();

        assertThat(notify.notified().poll(context)).isEqualTo(Poll.pending());
        assertThat(token.cancelled().poll(context)).isEqualTo(Poll.pending());

        assertThat(context.tryProceed()).isTrue();
        assertThat(waker.wakes()).isZero();
    }

    @Test
    void aFutureThatAlwaysHasMoreIsCancelledNevertheless() {
        Future<Void> endless = token.runUntilCancelled(cx -> {
            while (cx.tryProceed()) {
                notify.notifyOne();
            }
            return Poll.pending();
        });
        endless.poll(context);
        token.cancel();
        budget.refill();

        assertThatThrownBy(() -> endless.poll(context)).isInstanceOf(CancellationException.class);
    }

    private void proceedsOnlyAfterARefill(Future<Void> future) {
        assertThat(future.poll(context)).isEqualTo(Poll.pending());
        assertThat(waker.wakes()).isOne();
        budget.refill();
        assertThat(future.poll(context)).isEqualTo(Poll.ready(null));
        assertThat(context.tryProceed()).isFalse();
    }
}
