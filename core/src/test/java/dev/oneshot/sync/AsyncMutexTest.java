package dev.oneshot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollBudget;
import dev.oneshot.sync.AsyncMutex.Guard;
import dev.oneshot.testing.CountingWaker;
import org.junit.jupiter.api.Test;

/** Who gets the mutex, and when. */
class AsyncMutexTest {

    private final AsyncMutex mutex = new AsyncMutex();
    private final CountingWaker first = new CountingWaker();
    private final CountingWaker second = new CountingWaker();

    @Test
    void oneHoldsItAtATime() {
        Guard guard = mutex.lock().poll(first.context()).get();

        assertThat(mutex.isLocked()).isTrue();
        assertThat(mutex.tryLock()).isEmpty();
        assertThat(mutex.lock().poll(second.context())).isEqualTo(Poll.pending());
        guard.close();
        assertThat(second.wakes()).isOne();
    }

    @Test
    void nothingIsLockedBeforeTheFirstPoll() {
        mutex.lock();

        assertThat(mutex.isLocked()).isFalse();
        assertThat(mutex.tryLock()).isPresent();
    }

    @Test
    void itGoesToWhoCameFirstAndNobodyOvertakes() {
        Guard guard = held();
        Future<Guard> firstLock = waiting(first);
        Future<Guard> secondLock = waiting(second);
        firstLock.poll(first.context());

        guard.close();

        assertThat(first.wakes()).isOne();
        assertThat(second.wakes()).isZero();
        assertThat(mutex.tryLock()).isEmpty();
        assertThat(secondLock.poll(second.context())).isEqualTo(Poll.pending());
        firstLock.poll(first.context()).get().close();
        assertThat(second.wakes()).isOne();
        secondLock.poll(second.context()).get().close();
        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void aTaskThatHasHadItsTurnLeavesTheFreeMutexToTheOthers() {
        PollBudget budget = PollBudget.of(1);
        Context context = Context.of(first, budget);
        Future<Guard> lock = mutex.lock();
        context.tryProceed();

        assertThat(lock.poll(context)).isEqualTo(Poll.pending());
        assertThat(first.wakes()).isOne();
        assertThat(mutex.isLocked()).isFalse();

        budget.refill();
        assertThat(lock.poll(context).isReady()).isTrue();
        assertThat(context.tryProceed()).isFalse();
    }

    @Test
    void aGuardThatIsClosedTwiceUnlocksOnce() {
        Guard guard = held();
        guard.close();
        Guard other = held();

        guard.close();

        assertThat(mutex.tryLock()).isEmpty();
        other.close();
        assertThat(mutex.tryLock()).isPresent();
    }

    @Test
    void aGuardThatIsClosedAgainWhileAnotherHoldsItAndOthersWaitLetsNobodyIn() {
        Guard guard = held();
        guard.close();
        held();
        waiting(first);

        guard.close();

        assertThat(first.wakes()).isZero();
    }

    @Test
    void whoComesAfterAllInTheLineHaveLeftWaitsForTheHolderAlone() {
        Guard guard = held();
        waiting(first).close();
        waiting(second);

        guard.close();

        assertThat(first.wakes()).isZero();
        assertThat(second.wakes()).isOne();
    }

    @Test
    void aWaiterThatIsClosedStepsAside() {
        Guard guard = held();
        Future<Guard> leaving = waiting(first);
        waiting(second);

        leaving.close();
        guard.close();

        assertThat(first.wakes()).isZero();
        assertThat(second.wakes()).isOne();
    }

    @Test
    void aGrantedGuardThatNobodyTakesIsHandedOn() {
        Guard guard = held();
        Future<Guard> granted = waiting(first);
        Future<Guard> next = waiting(second);
        guard.close();

        granted.close();
        granted.close();

        assertThat(second.wakes()).isOne();
        next.poll(second.context()).get().close();
        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void closingALockThatWasTakenDoesNotUnlock() {
        Future<Guard> lock = mutex.lock();
        lock.poll(first.context());

        lock.close();

        assertThat(mutex.isLocked()).isTrue();
    }

    @Test
    void theWakerMayUseTheMutex() {
        Guard guard = held();
        boolean[] lockedWhenWoken = new boolean[1];
        mutex.lock().poll(Context.of(() -> lockedWhenWoken[0] = mutex.isLocked()));

        guard.close();

        assertThat(lockedWhenWoken[0]).isTrue();
    }

    private Guard held() {
        return mutex.tryLock().orElseThrow();
    }

    private Future<Guard> waiting(CountingWaker waker) {
        Future<Guard> lock = mutex.lock();
        assertThat(lock.poll(waker.context())).isEqualTo(Poll.pending());
        return lock;
    }
}
