package dev.oneshot.worker;

import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Two callers find the same connection idle at the same time.
 *
 * <p>One word says who has it, and changes by one compare-and-set.
 */
@Outcome(id = "has it, has to wait", expect = Expect.ACCEPTABLE, desc = "the first was first")
@Outcome(id = "has to wait, has it", expect = Expect.ACCEPTABLE, desc = "the other was")
@Outcome(id = "has it, has it", expect = Expect.FORBIDDEN, desc = "two threads use one connection")
@Outcome(id = "has to wait, has to wait", expect = Expect.FORBIDDEN, desc = "an idle connection is lent to nobody")
public final class BorrowVersusBorrow {

    private BorrowVersusBorrow() {}

    private static String inWords(boolean lent) {
        return lent ? "has it" : "has to wait";
    }

    @JCStressTest
    @JCStressMeta(BorrowVersusBorrow.class)
    @State
    public static class Intact {

        private static final WorkerLoop<String> LOOP = RacingJobs.loop();
        private static final QueuedJob<String, String> JOB = RacingJobs.waiting();

        private final Bench<String> bench = new Bench<>(LOOP, new ReentrantLock().newCondition());

        public Intact() {
            bench.seat();
        }

        @Actor
        public void first(LL_Result result) {
            result.r1 = inWords(bench.lend(JOB) != null);
        }

        @Actor
        public void other(LL_Result result) {
            result.r2 = inWords(bench.lend(JOB) != null);
        }
    }

    /** The twin that shows that this race bites: it looks, and takes afterwards. */
    @JCStressTest
    @JCStressMeta(BorrowVersusBorrow.class)
    @State
    public static class Broken {

        private volatile boolean idle = true;

        private boolean lend() {
            boolean lent = idle;
            if (lent) {
                idle = false;
            }
            return lent;
        }

        @Actor
        public void first(LL_Result result) {
            result.r1 = inWords(lend());
        }

        @Actor
        public void other(LL_Result result) {
            result.r2 = inWords(lend());
        }
    }
}
