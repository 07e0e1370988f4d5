package dev.oneshot.benchmarks.handoff;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.access.Work;
import java.util.concurrent.CompletableFuture;

/** A queue of JCTools before a thread that owns the connection, and a future for each answer. */
final class QueueAccess<C> implements Access<C> {

    private final OwnerLoop<Question<C, ?>> owner;

    QueueAccess(C connection) {
        owner = new OwnerLoop<>("jctools", question -> question.answer(connection));
    }

    @Override
    public <R> R call(Work<C, R> work, boolean readOnly) {
        Question<C, R> question = new Question<>(work, new CompletableFuture<>());
        owner.put(question);
        return question.answer.join();
    }

    @Override
    public void close() {
        owner.close();
    }

    private record Question<C, R>(Work<C, R> work, CompletableFuture<R> answer) {

        void answer(C connection) {
            try {
                answer.complete(work.on(connection));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
