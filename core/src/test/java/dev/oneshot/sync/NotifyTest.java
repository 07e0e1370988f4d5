package dev.oneshot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.testing.CountingWaker;
import org.junit.jupiter.api.Test;

/** Whom a notification reaches. */
class NotifyTest {

    private static final Poll<Void> NOTIFIED = Poll.ready(null);

    private final Notify notify = new Notify();
    private final CountingWaker first = new CountingWaker();
    private final CountingWaker second = new CountingWaker();

    @Test
    void notifyOneLetsTheFirstGoOn() {
        Future<Void> firstWait = waiting(first);
        Future<Void> secondWait = waiting(second);
        firstWait.poll(first.context());

        notify.notifyOne();

        assertThat(first.wakes()).isOne();
        assertThat(second.wakes()).isZero();
        assertThat(secondWait.poll(second.context())).isEqualTo(Poll.pending());
        assertThat(firstWait.poll(first.context())).isEqualTo(NOTIFIED);
    }

    @Test
    void notifyOneIsRememberedOnceForTheNextWhoComes() {
        notify.notifyOne();
        notify.notifyOne();

        assertThat(notify.notified().poll(first.context())).isEqualTo(NOTIFIED);
        assertThat(notify.notified().poll(first.context())).isEqualTo(Poll.pending());
    }

    @Test
    void notifyWaitersReachesEverybodyWhoAskedBeforeAndIsNotRemembered() {
        Future<Void> polled = waiting(first);
        Future<Void> notPolled = notify.notified();

        notify.notifyWaiters();

        assertThat(first.wakes()).isOne();
        assertThat(polled.poll(first.context())).isEqualTo(NOTIFIED);
        assertThat(notPolled.poll(second.context())).isEqualTo(NOTIFIED);
        assertThat(notify.notified().poll(first.context())).isEqualTo(Poll.pending());
    }

    @Test
    void notifyWaitersReachesTheOthersOfAWakerThatThrows() {
        notify.notified().poll(Context.of(() -> {
            throw new IllegalStateException("a waker that throws");
        }));
        waiting(second);

        notify.notifyWaiters();

        assertThat(second.wakes()).isOne();
    }

    @Test
    void whoIsReachedByNotifyWaitersLeavesARememberedNotificationToOthers() {
        Future<Void> reached = notify.notified();
        notify.notifyOne();
        notify.notifyWaiters();

        assertThat(reached.poll(first.context())).isEqualTo(NOTIFIED);
        assertThat(notify.notified().poll(first.context())).isEqualTo(NOTIFIED);
    }

    @Test
    void notifyOneChosenThenClosedChoosesTheNext() {
        Future<Void> chosen = waiting(first);
        Future<Void> next = waiting(second);
        notify.notifyOne();

        chosen.close();
        chosen.close();

        assertThat(second.wakes()).isOne();
        assertThat(next.poll(second.context())).isEqualTo(NOTIFIED);
        assertThat(notify.notified().poll(first.context())).isEqualTo(Poll.pending());
    }

    @Test
    void notifyOneChosenThenClosedWithNobodyLeftIsRemembered() {
        Future<Void> chosen = waiting(first);
        notify.notifyOne();

        chosen.close();

        assertThat(notify.notified().poll(first.context())).isEqualTo(NOTIFIED);
    }

    @Test
    void notifyWaitersThenClosedIsNotHandedOn() {
        Future<Void> reached = waiting(first);
        notify.notifyWaiters();

        reached.close();

        assertThat(notify.notified().poll(second.context())).isEqualTo(Poll.pending());
    }

    @Test
    void aWaiterThatIsClosedStepsAside() {
        Future<Void> leaving = waiting(first);
        waiting(second);

        leaving.close();
        notify.notifyOne();

        assertThat(first.wakes()).isZero();
        assertThat(second.wakes()).isOne();
    }

    private Future<Void> waiting(CountingWaker waker) {
        Future<Void> wait = notify.notified();
        assertThat(wait.poll(waker.context())).isEqualTo(Poll.pending());
        return wait;
    }
}
