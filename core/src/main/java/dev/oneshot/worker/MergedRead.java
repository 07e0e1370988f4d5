package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Poll;
import dev.oneshot.Receiver;
import dev.oneshot.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job whose answer goes to several callers, each with a channel and a deadline of its own. When all of them have gone
 * the job is called off, and nobody can join it any more.
 */
final class MergedRead<C, R extends @Nullable Object> implements Waker {

    private final Side<C> side;
    private final long writesBefore;
    private final List<MergedCaller<R>> callers = new ArrayList<>();
    private int waiting;
    private @Nullable Receiver<R> answer;

    MergedRead(Side<C> side, long writesBefore) {
        this.side = side;
        this.writesBefore = writesBefore;
    }

    /** How many writes had been submitted when this read was. */
    long writesBefore() {
        return writesBefore;
    }

    /** Adds the caller for whom the job is made. */
    MergedCaller<R> first(JobTicket ticket) {
        return add(ticket);
    }

    /** Adds one more caller; null if all others have gone, and the job with them. */
    synchronized @Nullable MergedCaller<R> join(JobTicket ticket) {
        return waiting == 0 ? null : add(ticket);
    }

    /** Puts the job in the queue. */
    void submit(Job<C, R> job, JobOptions options) {
        Receiver<R> receiver = side.submit(job, options.withoutDeadline());
        synchronized (this) {
            answer = receiver;
        }
        forward(receiver);
    }

    /** One caller less; the last one calls the job off. */
    void left() {
        Receiver<R> unwanted;
        synchronized (this) {
            waiting--;
            unwanted = waiting == 0 ? answer : null;
        }
        if (unwanted != null) {
            unwanted.close();
        }
    }

    /** The job has ended. */
    @Override
    public void wake() {
        Receiver<R> receiver;
        synchronized (this) {
            receiver = answer;
        }
        if (receiver != null) {
            forward(receiver);
        }
    }

    private synchronized MergedCaller<R> add(JobTicket ticket) {
        MergedCaller<R> caller = new MergedCaller<>(this, side, ticket);
        callers.add(caller);
        waiting++;
        return caller;
    }

    private void forward(Receiver<R> receiver) {
        Poll<R> poll;
        try {
            poll = receiver.poll(Context.of(this));
        } catch (Throwable failure) {
            everyone().forEach(caller -> caller.fail(failure));
            return;
        }
        if (poll.isReady()) {
            R value = poll.get();
            everyone().forEach(caller -> caller.send(value));
        }
    }

    private synchronized List<MergedCaller<R>> everyone() {
        return List.copyOf(callers);
    }
}
