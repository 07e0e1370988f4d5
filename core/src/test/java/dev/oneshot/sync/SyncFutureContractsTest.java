package dev.oneshot.sync;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.testing.FutureContract;
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
            return new Subject(mutex.lock(), guard::close);
        }
    }

    @Nested
    class OfNotifyOne extends PendingFutureContract {

        @Override
        protected Subject pending() {
            Notify notify = new Notify();
            return new Subject(notify.notified(), notify::notifyOne);
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

    /** Not the pending contract: when one of its two sources has woken, the other keeps the waker until the next poll. */
    @Nested
    class OfRunUntilCancelled extends FutureContract {

        @Override
        protected Future<?> ready() {
            return CancellationToken.create().runUntilCancelled(Futures.ready("value"));
        }
    }
}
