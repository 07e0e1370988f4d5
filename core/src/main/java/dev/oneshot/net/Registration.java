package dev.oneshot.net;

import dev.oneshot.Waker;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One channel as the selector knows it, with the two who may wait for it: one to take in, one to give out. */
final class Registration {

    private static final Logger LOG = System.getLogger(Network.class.getName());
    private static final long RELEASE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final int INWARD = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

    private final SelectorLoop loop;
    private final SelectionKey key;
    private final Waiter inward = new Waiter();
    private final Waiter outward = new Waiter();

    Registration(SelectorLoop loop, SelectionKey key) {
        this.loop = loop;
        this.key = key;
    }

    /** Lets the selector wake this operation, instead of itself in an earlier poll, when the channel is ready for it. */
    void await(IoFuture<?> operation, Waker waker) throws ClosedChannelException {
        waiter(operation.ops()).set(operation, waker);
        // ORDERING: first the waker is stored, then the interest set and the channel looked at; ready() first clears
        // the interest, and close() first closes, before they take the waker. So a waker that stays will be woken.
        try {
            if ((key.interestOpsOr(operation.ops()) & operation.ops()) == 0) {
                key.selector().wakeup();
            }
        } catch (CancelledKeyException e) {
            throw new ClosedChannelException();
        }
        if (!key.channel().isOpen()) {
            throw new ClosedChannelException();
        }
    }

    /** Forgets an operation that has ended. */
    void leave(IoFuture<?> operation) {
        waiter(operation.ops()).clear(operation);
    }

    /**
     * Within a select: what is ready is asked for no more until somebody waits again, so that nothing spins. Whom to wake
     * is only collected, as the selector's monitors are held.
     */
    void ready(List<Waker> due) {
        int ops = -1;
        try {
            ops = key.readyOps();
            key.interestOpsAnd(~ops);
        } catch (CancelledKeyException e) {
            // Closed meanwhile: both are woken, and see it.
        }
        if ((ops & INWARD) != 0) {
            inward.release(due);
        }
        if ((ops & ~INWARD) != 0) {
            outward.release(due);
        }
    }

    void close() {
        try {
            key.channel().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a channel could not be closed", e);
        }
        // A registered channel lets go of its file only when the selector has taken note.
        loop.release(key);
        List<Waker> due = new ArrayList<>();
        inward.release(due);
        outward.release(due);
        Waker.wakeAll(due);
    }

    /**
     * Closes, and returns when the system has taken the channel back, or at the latest after a second. Not for the
     * selector's own thread, which has to let go of the channel.
     */
    void closeAndAwaitRelease() {
        // A channel that no selector knows any more is taken back within its close. There is nothing to be notified by:
        // the selector lets go at the beginning of a select as well, before it waits.
        key.cancel();
        loop.release(key);
        long begin = System.nanoTime();
        while (key.channel().isRegistered() && System.nanoTime() - begin < RELEASE_NANOS) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        close();
    }

    boolean isOpen() {
        return key.channel().isOpen();
    }

    private Waiter waiter(int ops) {
        return (ops & INWARD) != 0 ? inward : outward;
    }
}
