package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A caller that waits in the queue with its job, and is let in to run it on its own thread when it is the job's turn and a
 * connection is idle. A thread of the worker may come first; then the caller waits for the answer as any other.
 */
final class OwnTurn<C, R extends @Nullable Object> implements Future<R> {

    private final Lending<C> lending;
    private final QueuedJob<C, R> job;
    private volatile @Nullable Waker waker;

    /** The turn of whoever calls for this job; to be given to the job before that is put in the queue. */
    OwnTurn(Lending<C> lending, QueuedJob<C, R> job) {
        this.lending = lending;
        this.job = job;
    }

    /** Has the caller look whether it is let in. Never with a lock held. */
    static void invite(@Nullable OwnTurn<?, ?> invited) {
        Waker caller = invited == null ? null : invited.waker;
        if (caller != null) {
            caller.wake();
        }
    }

    /** Runs the job if that can be done at once: a poll by the thread that called for it. */
    @Override
    public Poll<R> poll(Context context) {
        // ORDERING: the waker is known to whoever invites before an idle connection is looked for. Who makes a
        // connection idle, or a job the next, looks for whom to invite afterwards. So a caller that was not let in will
        // be invited.
        waker = context.waker();
        Poll<R> poll = job.poll(context);
        return !poll.isReady() && lending.ranInTurn(job) ? job.poll(context) : poll;
    }

    @Override
    public void close() {
        job.close();
    }

    @Override
    public String toString() {
        return job.toString();
    }
}
