package dev.oneshot.worker;

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
 * A lone caller gives the connection back while another job comes in.
 *
 * <p>Who gives back looks for jobs after the connection is idle; who brings a job looks for who is idle after the job is in the
 * queue. So at least one of them sees the other, and calls the thread.
 */
@Outcome(id = "called", expect = Expect.ACCEPTABLE, desc = "the thread will run the job")
@Outcome(id = "asleep", expect = Expect.FORBIDDEN, desc = "the thread sleeps beside the job")
@NullUnmarked // the parties fill the fields while they race
public final class GiveBackVersusOffer {

    private GiveBackVersusOffer() {}

    @JCStressTest
    @JCStressMeta(GiveBackVersusOffer.class)
    @State
    public static class Intact {

        private static final WorkerLoop<String> LOOP = RacingJobs.loop();
        private static final QueuedJob<String, String> LENT = RacingJobs.waiting();

        private final JobQueue<String> queue = new JobQueue<>(8, 0, new BriefWait(() -> {}));
        private final Lending<String> lending = RacingJobs.lending(queue);
        private final Bench<String> bench = queue.bench(LOOP);
        private final QueuedJob<String, String> coming = RacingJobs.waiting();
        private final Loan<String> loan;

        public Intact() {
            queue.open();
            queue.join(bench);
            bench.seat();
            loan = lending.borrow(LENT);
        }

        @Actor
        public void borrower() {
            lending.giveBack(loan, false);
        }

        @Actor
        public void comer() {
            queue.offer(coming);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = bench.isIdle() ? "asleep" : "called";
        }
    }

    /** The twin that shows that this race bites: it looks for jobs, and gives the connection back afterwards. */
    @JCStressTest
    @JCStressMeta(GiveBackVersusOffer.class)
    @State
    public static class Broken {

        private volatile boolean queued;
        private volatile boolean idle;
        private volatile boolean called;

        @Actor
        public void borrower() {
            boolean calls = queued;
            idle = true;
            if (calls) {
                called = true;
            }
        }

        @Actor
        public void comer() {
            queued = true;
            if (idle) {
                called = true;
            }
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = called ? "called" : "asleep";
        }
    }
}
