package dev.oneshot.worker;

import dev.oneshot.Receiver;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reads with a key that wait in the queue: an equal one that comes joins the one that waits, as long as no write was
 * submitted in between, which the newcomer might expect to see. Equal are those that would wait in the same lane: one that
 * overtakes writes, by its lane or on a connection for reading, must not answer one that keeps its place behind them.
 */
final class MergedReads<C> {

    private final Map<Question<C>, MergedRead<C, ?>> waiting = new HashMap<>();

    private record Question<C>(Side<C> side, Priority lane, Object key) {}

    /** Joins the read with this key that waits, or submits a new one. */
    <R extends @Nullable Object> Receiver<R> submit(
            Object key, Job<C, R> job, JobOptions options, Side<C> side, JobQueue<C> writes) {
        Question<C> question = new Question<>(side, options.priority(), key);
        MergedCaller<C, R> caller = admit(question, job, options, side, writes.writes());
        caller.watch();
        return caller;
    }

    private synchronized <R extends @Nullable Object> MergedCaller<C, R> admit(
            Question<C> question, Job<C, R> job, JobOptions options, Side<C> side, long writesBefore) {
        @SuppressWarnings("unchecked") // the caller says by the key that the answers are the same
        MergedRead<C, R> existing = (MergedRead<C, R>) waiting.get(question);
        if (existing != null && existing.writesBefore() == writesBefore) {
            MergedCaller<C, R> joined = existing.join(job, options);
            if (joined != null) {
                return joined;
            }
        }
        MergedRead<C, R> read = new MergedRead<>(side, writesBefore, closed -> forget(question, closed));
        MergedCaller<C, R> first = read.first(job, options);
        waiting.put(question, read);
        try {
            read.submit(job, options);
        } catch (Throwable refused) {
            first.close();
            throw refused;
        }
        return first;
    }

    private synchronized void forget(Question<C> question, MergedRead<C, ?> read) {
        waiting.remove(question, read);
    }
}
