package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One of the callers of a {@link MergedRead}: its channel, its deadline, and its right to leave. */
final class MergedCaller<C, R extends @Nullable Object> extends JobTicket<C, R> {

    private final MergedRead<C, R> read;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Timer.@Nullable Timeout deadline;

    MergedCaller(MergedRead<C, R> read, Side<C> side, Job<C, R> job, JobOptions options) {
        super(side, job, options);
        this.read = read;
        side.channels().created();
    }

    /** Starts the clock of the deadline. */
    void watch() {
        if (deadlineNanos() == Deadlines.NONE) {
            return;
        }
        Timer.Timeout timeout = side().timer().schedule(deadlineNanos(), this::expire);
        deadline = timeout;
        // ORDERING: the end is looked for after the time-out was stored; end() does the two the other way round.
        if (ended.get()) {
            timeout.cancel();
        }
    }

    void send(R value) {
        if (end()) {
            complete(value);
        }
    }

    void fail(Throwable failure) {
        if (end()) {
            completeExceptionally(failure);
        }
    }

    private void expire() {
        if (end()) {
            completeExceptionally(expiredWaiting(side().refusals().activities()));
            read.left();
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        Timer.Timeout timeout = deadline;
        if (timeout != null) {
            timeout.cancel();
        }
        return true;
    }

    @Override
    public void close() {
        closeReceiver();
        if (end()) {
            read.left();
        }
    }
}
