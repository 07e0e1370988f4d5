package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Dropped;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The user's end of a task, and the place of its outcome: null until the executor completes it, TAKEN after it was taken
 * or dropped. The waiter is woken by the handshake of every oneshot: the waiter stores its waker and then reads the
 * outcome, the executor stores the outcome and then reads the waker.
 */
final class TaskHandle<T extends @Nullable Object> implements Task<T> {

    private static final Logger LOG = System.getLogger(LocalExecutor.class.getName());

    private enum Mark {
        NULL_VALUE,
        TAKEN
    }

    private record Failure(Throwable throwable) {}

    private static final VarHandle OUTCOME = handle("outcome", Object.class);
    private static final VarHandle WAITER = handle("waiter", Waker.class);

    private final @Nullable String name;
    private final TaskCell cell;
    private volatile @Nullable Object outcome;
    private volatile @Nullable Waker waiter;
    private volatile boolean detached;

    TaskHandle(@Nullable String name, TaskCell cell) {
        this.name = name;
        this.cell = cell;
    }

    @Override
    public Poll<T> poll(Context context) {
        if (detached) {
            throw new IllegalStateException(this + ": polled after it was detached");
        }
        Object seen = outcome;
        if (seen == null) {
            waiter = context.waker();
            // ORDERING: read again after the waker was stored; complete() does the two the other way round.
            seen = outcome;
            if (seen == null) {
                return Poll.pending();
            }
            waiter = null;
        }
        if (seen == Mark.TAKEN) {
            throw new IllegalStateException(this + ": polled again after it had completed");
        }
        if (!context.tryProceed()) {
            return Poll.pending();
        }
        if (OUTCOME.getAndSet(this, (Object) Mark.TAKEN) == Mark.TAKEN) {
            throw new IllegalStateException(this + ": closed while it was polled");
        }
        if (seen instanceof Failure failure) {
            throw unchecked(failure.throwable());
        }
        return Poll.ready(value(seen));
    }

    @Override
    public void cancel() {
        cell.cancelled = true;
        cell.wake();
    }

    @Override
    public void detach() {
        detached = true;
        if (outcome != null) {
            drop();
        }
        // Whoever waits on another thread polls once more, and is told.
        wakeWaiter();
    }

    @Override
    public boolean isEnded() {
        return outcome != null;
    }

    @Override
    public void close() {
        if (!detached) {
            cancel();
            if (outcome != null) {
                drop();
            }
        }
        // Whoever waits on another thread may wait on, for the end that comes at the task's next turn.
        wakeWaiter();
    }

    @Nullable String name() {
        return name;
    }

    TaskCell cell() {
        return cell;
    }

    void complete(@Nullable Object value) {
        end(value == null ? Mark.NULL_VALUE : value);
    }

    void fail(Throwable failure) {
        end(new Failure(failure));
    }

    private void end(Object end) {
        outcome = end;
        wakeWaiter();
        // ORDERING: detached is read after the outcome was stored; detach() does the two the other way round.
        if (detached) {
            drop();
        }
    }

    private void wakeWaiter() {
        Waker waiting = (Waker) WAITER.getAndSet(this, (Waker) null);
        if (waiting != null) {
            waiting.wake();
        }
    }

    private void drop() {
        Object dropped = OUTCOME.getAndSet(this, (Object) Mark.TAKEN);
        if (dropped instanceof Failure failure) {
            if (!(failure.throwable() instanceof CancellationException)) {
                LOG.log(Level.WARNING, this + " failed, and nobody waits for it", failure.throwable());
            }
        } else if (!(dropped instanceof Mark)) {
            Dropped.close(dropped);
        }
    }

    // An outcome that is neither a Mark nor a Failure is what the task's future brought, and NULL_VALUE was its null.
    @SuppressWarnings({"unchecked", "NullAway"})
    private T value(Object seen) {
        return seen == Mark.NULL_VALUE ? null : (T) seen;
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
    }

    @Override
    public String toString() {
        return name == null ? "task@" + Integer.toHexString(System.identityHashCode(this)) : "task '" + name + "'";
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup()
                    .findVarHandle(TaskHandle.class, field, type)
                    .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
