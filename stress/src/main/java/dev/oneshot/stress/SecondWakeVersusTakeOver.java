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
 * A task is woken a second time from another thread while the executor takes it over for the first.
 *
 * <p>The second wake-up finds the signal of the first one and leaves the hand-over to it. So the poll that answers the first
 * must see what was written before the second, even by a plain write, or another poll must be due. It makes no difference
 * that both come from the same thread here.
 */
@Outcome(id = "written, no poll is due", expect = Expect.ACCEPTABLE, desc = "a poll answered the second wake-up")
@Outcome(id = "written, a poll is due", expect = Expect.ACCEPTABLE, desc = "a poll without need")
@Outcome(id = "nothing, a poll is due", expect = Expect.ACCEPTABLE, desc = "the executor had stalled before")
@Outcome(id = "nothing, no poll is due", expect = Expect.FORBIDDEN, desc = "the second wake-up was lost")
@NullUnmarked // the parties fill the fields while they race
public final class SecondWakeVersusTakeOver {

    private SecondWakeVersusTakeOver() {}

    @JCStressTest
    @JCStressMeta(SecondWakeVersusTakeOver.class)
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
            waker.wake();
            written = "written";
            waker.wake();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = seen == null ? "nothing" : seen;
            result.r2 = executor.metrics().queued() == 0 ? "no poll is due" : "a poll is due";
        }
    }

    /** The twin that shows that this race bites: it takes the signal back after the poll, and not before. */
    @JCStressTest
    @JCStressMeta(SecondWakeVersusTakeOver.class)
    @State
    public static class Broken {

        private volatile boolean signalled = true;
        private volatile String written;
        private String seen;

        @Actor
        public void driver() {
            seen = written;
            signalled = false;
        }

        @Actor
        public void other() {
            written = "written";
            if (!signalled) {
                signalled = true;
            }
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = seen == null ? "nothing" : seen;
            result.r2 = signalled ? "a poll is due" : "no poll is due";
        }
    }
}
