package dev.oneshot.stress;

import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.runner.LocalExecutor;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A wake-up from another thread races with the turns of a task that has woken itself.
 *
 * <p>Whatever the task's state is then, the wake-up writes it: so either the turn sees what was written before, even by a
 * plain write, or the task stands in the queue for another.
 */
@Outcome(id = "written, no poll is due", expect = Expect.ACCEPTABLE, desc = "a poll answered the wake-up")
@Outcome(id = "written, a poll is due", expect = Expect.ACCEPTABLE, desc = "a poll without need")
@Outcome(id = "nothing, a poll is due", expect = Expect.ACCEPTABLE, desc = "the executor had stalled before")
@Outcome(id = "nothing, no poll is due", expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
@NullUnmarked // the parties fill the fields while they race
public final class TaskWakeVersusTurn {

    private TaskWakeVersusTurn() {}

    @JCStressTest
    @JCStressMeta(TaskWakeVersusTurn.class)
    @State
    public static class Intact {

        private final LocalExecutor executor = LocalExecutor.create();
        private volatile Waker waker;
        private String written;
        private String seen;

        public Intact() {
            executor.spawn(context -> {
                seen = written;
                if (waker == null) {
                    context.waker().wake();
                    waker = context.waker();
                }
                return Poll.pending();
            });
        }

        @Actor
        public void driver() {
            executor.runUntilStalled();
        }

        @Actor
        public void other() {
            while (waker == null) {
                Thread.onSpinWait();
            }
            written = "written";
            waker.wake();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = seen == null ? "nothing" : seen;
            result.r2 = executor.metrics().queued() == 0 ? "no poll is due" : "a poll is due";
        }
    }

    /** The twin that shows that this race bites: its turn ends by clearing the flag that it should begin with. */
    @JCStressTest
    @JCStressMeta(TaskWakeVersusTurn.class)
    @State
    public static class Broken {

        private volatile boolean queued = true;
        private volatile String written;
        private String seen;

        @Actor
        public void driver() {
            seen = written;
            queued = false;
        }

        @Actor
        public void other() {
            written = "written";
            queued = true;
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = seen == null ? "nothing" : seen;
            result.r2 = queued ? "a poll is due" : "no poll is due";
        }
    }
}
