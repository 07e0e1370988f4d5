package dev.oneshot.stress;

import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.runner.LocalExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Two threads wake one idle task of a third one's executor, which must stand in the queue once: in it twice, it would be
 * polled once too often.
 */
@Outcome(id = "queued once", expect = Expect.ACCEPTABLE, desc = "one of the two put it into the queue")
@Outcome(id = "queued 2 times", expect = Expect.FORBIDDEN, desc = "both did")
@Outcome(id = "queued 0 times", expect = Expect.FORBIDDEN, desc = "each left it to the other")
@NullUnmarked // the parties fill the fields while they race
public final class WakeVersusWakeOfOneTask {

    private WakeVersusWakeOfOneTask() {}

    private static String inWords(long times) {
        return times == 1 ? "queued once" : "queued " + times + " times";
    }

    @JCStressTest
    @JCStressMeta(WakeVersusWakeOfOneTask.class)
    @State
    public static class Intact {

        /** Owns the executors: a party of the race would wake its own tasks in another way. */
        private static final ExecutorService OWNER = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "owner");
            thread.setDaemon(true);
            return thread;
        });

        private final LocalExecutor executor = LocalExecutor.create();
        private Waker waker;

        public Intact() {
            executor.spawn(context -> {
                waker = context.waker();
                return Poll.pending();
            });
            CompletableFuture.runAsync(executor::runUntilStalled, OWNER).join();
        }

        @Actor
        public void one() {
            waker.wake();
        }

        @Actor
        public void other() {
            waker.wake();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = inWords(executor.metrics().queued());
        }
    }

    /** The twin that shows that this race bites: it looks at the state and then sets it, in two steps. */
    @JCStressTest
    @JCStressMeta(WakeVersusWakeOfOneTask.class)
    @State
    public static class Broken {

        private final AtomicInteger queue = new AtomicInteger();
        private volatile boolean queued;

        @Actor
        public void one() {
            wake();
        }

        @Actor
        public void other() {
            wake();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = inWords(queue.get());
        }

        private void wake() {
            if (!queued) {
                queued = true;
                queue.incrementAndGet();
            }
        }
    }
}
