package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Poll;
import dev.oneshot.Receiver;
import dev.oneshot.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One job whose answer goes to several callers, each with a channel and a deadline of its own. When all of them have gone
 * the job is called off. Nobody can join it from then on, nor when it has ended.
 */
final class MergedRead<C, R extends @Nullable Object> implements Waker {

    private final Side<C> side;
    private final long writesBefore;
    private final Consumer<MergedRead<C, R>> closed;
    private final List<MergedCaller<C, R>> callers = new ArrayList<>();
    private int waiting;
    private boolean ended;
    private @Nullable Receiver<R> answer;

    /** A read that tells when nobody can join it any more, and perhaps tells so twice. */
    MergedRead(Side<C> side, long writesBefore, Consumer<MergedRead<C, R>> closed) {
        this.side = side;
        this.writesBefore = writesBefore;
        this.closed = closed;
    }

    /** How many writes had been submitted when this read was. */
    long writesBefore() {
        return writesBefore;
    }

    /** Adds the caller for whom the job is made. */
    MergedCaller<C, R> first(Job<C, R> job, JobOptions options) {
        return add(job, options);
    }

    /** Adds one more caller; null if all others have gone, and the job with them, or have been answered. */
    synchronized @Nullable MergedCaller<C, R> join(Job<C, R> job, JobOptions options) {
        return waiting == 0 || ended ? null : add(job, options);
    }

    /** Puts the job in the queue; whoever joins has to come before it begins. */
    void submit(Job<C, R> job, JobOptions options) {
        Job<C, R> begun = connection -> {
            closed.accept(this);
            return job.run(connection);
        };
        Receiver<R> receiver = side.intake().submit(job, begun, options.withoutDeadline());
        synchronized (this) {
            answer = receiver;
        }
        forward(receiver);
    }

    /** One caller less; the last one calls the job off. */
    void left() {
        boolean last;
        Receiver<R> unwanted;
        synchronized (this) {
            waiting--;
            last = waiting == 0;
            unwanted = answer;
        }
        if (last) {
            closed.accept(this);
            if (unwanted != null) {
                unwanted.close();
            }
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

    private synchronized MergedCaller<C, R> add(Job<C, R> job, JobOptions options) {
        MergedCaller<C, R> caller = new MergedCaller<>(this, side, job, options);
        callers.add(caller);
        waiting++;
        return caller;
    }

    /** Passes the answer on, if it is here. The submitter may look for it while the worker brings it. */
    private void forward(Receiver<R> receiver) {
        Poll<R> poll = Poll.pending();
        Throwable failure = null;
        List<MergedCaller<C, R>> everyone;
        synchronized (this) {
            if (ended) {
                return;
            }
            try {
                poll = receiver.poll(Context.of(this));
            } catch (Throwable e) {
                failure = e;
            }
            if (failure == null && !poll.isReady()) {
                return;
            }
            ended = true;
            everyone = List.copyOf(callers);
        }
        closed.accept(this);
        for (MergedCaller<C, R> caller : everyone) {
            if (failure != null) {
                caller.fail(failure);
            } else {
                caller.send(poll.get());
            }
        }
    }
}
