package dev.oneshot.worker;

import dev.oneshot.Context;
import dev.oneshot.Poll;
import dev.oneshot.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * The caller's end of a job: the receiver of its answer. Closing it takes a job that has not begun out of the queue, and
 * the worker's own thread is kept from sleeping on an answer that only itself could give.
 */
record JobReceiver<C, R extends @Nullable Object>(QueuedJob<C, R> job, Receiver<R> answer, Side<C> side)
        implements Receiver<R> {

    @Override
    public Poll<R> poll(Context context) {
        Poll<R> poll = answer.poll(context);
        if (!poll.isReady() && context.isBlocking() && side.isCurrentThread()) {
            close();
            throw side.selfAsk();
        }
        return poll;
    }

    @Override
    public Poll<R> tryReceive() {
        return answer.tryReceive();
    }

    @Override
    public void close() {
        answer.close();
        side.cancel(job);
    }

    @Override
    public String toString() {
        return "the answer of " + job.ticket();
    }
}
