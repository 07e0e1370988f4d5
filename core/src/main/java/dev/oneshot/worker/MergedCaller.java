package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.Receiver;
import dev.oneshot.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One of the callers of a {@link MergedRead}: its channel, its deadline, and its right to leave. */
final class MergedCaller<R extends @Nullable Object> implements Receiver<R> {

    private final MergedRead<?, R> read;
    private final Side<?> side;
    private final JobTicket ticket;
    private final Oneshot<R> channel;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Timer.@Nullable Timeout deadline;

    MergedCaller(MergedRead<?, R> read, Side<?> side, JobTicket ticket) {
        this.read = read;
        this.side = side;
        this.ticket = ticket;
        this.channel = side.settings().oneshots.create();
    }

    /** Starts the clock of the deadline. */
    void watch(JobOptions options) {
        Duration own = options.deadline();
        long nanos = Durations.nanos(own == null ? side.settings().deadline : own);
        if (nanos == Long.MAX_VALUE) {
            return;
        }
        Timer.Timeout timeout = side.settings().timer.schedule(nanos, this::expire);
        deadline = timeout;
        // ORDERING: the end is looked for after the time-out was stored; end() does the two the other way round.
        if (ended.get()) {
            timeout.cancel();
        }
    }

    void send(R value) {
        if (end()) {
            channel.sender().send(value);
        }
    }

    void fail(Throwable failure) {
        if (end()) {
            channel.sender().fail(failure);
        }
    }

    private void expire() {
        if (end()) {
            channel.sender().fail(ticket.expiredWaiting());
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
    public Poll<R> poll(Context context) {
        Poll<R> poll = channel.receiver().poll(context);
        if (!poll.isReady() && context.isBlocking() && side.isCurrentThread()) {
            close();
            throw side.selfAsk();
        }
        return poll;
    }

    @Override
    public Poll<R> tryReceive() {
        return channel.receiver().tryReceive();
    }

    @Override
    public void close() {
        channel.receiver().close();
        if (end()) {
            read.left();
        }
    }

    @Override
    public String toString() {
        return "the answer of " + ticket;
    }
}
