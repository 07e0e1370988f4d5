package dev.oneshot.sync;

import dev.oneshot.Oneshot;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.PendingFutureContract;
import org.junit.jupiter.api.Nested;

/** Every future of this package passes the contract, whatever makes it ready. */
class SyncFutureContractsTest {

    @Nested
    class OfALock extends PendingFutureContract {

        @Override
        protected Subject pending() {
            AsyncMutex mutex = new AsyncMutex();
            AsyncMutex.Guard guard = mutex.tryLock().orElseThrow();
            return new Subject(mutex.lock(), guard::close).released(() -> {
                guard.close();
                return !mutex.isLocked();
            });
        }
    }

    @Nested
    class OfNotifyOne extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Notify notify = new Notify();
            return new Subject(notify.notified(), notify::notifyOne).released(() -> {
                notify.notifyOne();
                return notify.notified().poll(new CountingWaker().context()).isReady();
            });
        }
    }

    @Nested
    class OfNotifyWaiters extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Notify notify = new Notify();
            return new Subject(notify.notified(), notify::notifyWaiters);
        }
    }

    @Nested
    class OfCancelled extends PendingFutureContract {

        @Override
        protected Subject pending() {
            CancellationToken token = CancellationToken.create();
            return new Subject(token.cancelled(), token::cancel);
        }
    }

    @Nested
    class OfCancelledByTheParent extends PendingFutureContract {

        @Override
        protected Subject pending() {
            CancellationToken token = CancellationToken.create();
            return new Subject(token.child().child().cancelled(), token::cancel);
        }
    }

    @Nested
    class OfRunUntilCancelled extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Oneshot<String> oneshot = Oneshot.create();
            return new Subject(
                            CancellationToken.create().runUntilCancelled(oneshot.receiver()),
                            () -> oneshot.sender().send("value"))
                    .released(oneshot.sender()::isClosed);
        }
    }
}
