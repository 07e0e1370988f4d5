package dev.oneshot.benchmarks.handoff;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.access.Work;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The floor for whoever hands work to another thread: a queue, and park and unpark each way. It knows no time-outs, no
 * interrupts and no failures.
 */
final class ParkAccess<C> implements Access<C> {

    private final OwnerLoop<Question<C, ?>> owner;

    ParkAccess(C connection) {
        owner = new OwnerLoop<>("park-unpark", question -> question.answer(connection));
    }

    @Override
    public <R> R call(Work<C, R> work, boolean readOnly) {
        Question<C, R> question = new Question<>(work);
        owner.put(question);
        return question.await();
    }

    @Override
    public void close() {
        owner.close();
    }

    private static final class Question<C, R> {

        private final Thread asker = Thread.currentThread();
        private final Work<C, R> work;
        private @Nullable R answer;
        private volatile boolean answered;

        Question(Work<C, R> work) {
            this.work = work;
        }

        void answer(C connection) {
            try {
                answer = work.on(connection);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
            answered = true;
            LockSupport.unpark(asker);
        }

        @SuppressWarnings("NullAway") // what the work returned, since it was answered
        R await() {
            while (!answered) {
                LockSupport.park(this);
            }
            return answer;
        }
    }
}
