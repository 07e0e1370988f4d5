package dev.oneshot.worker;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A caller gives the connection back while its thread wants it for a job that has come.
 *
 * <p>The thread waits until the borrower has done so, and sees what that did with the connection, by plain writes too. If it
 * were not called it would sleep for ever, and the race would not end.
 */
@Outcome(id = "used by the caller before", expect = Expect.ACCEPTABLE, desc = "one after the other")
@Outcome(id = "not used before", expect = Expect.FORBIDDEN, desc = "two threads use one connection")
@NullUnmarked // the parties fill the fields while they race
public final class GiveBackVersusRise {

    private GiveBackVersusRise() {}

    @JCStressTest
    @JCStressMeta(GiveBackVersusRise.class)
    @State
    public static class Intact {

        private static final WorkerLoop<String> LOOP = RacingJobs.loop();
        private static final QueuedJob<String, String> JOB = RacingJobs.waiting();

        private final ReentrantLock lock = new ReentrantLock();
        private final Bench<String> bench = new Bench<>(LOOP, lock.newCondition());
        private final Loan<String> loan;
        private boolean used;

        public Intact() {
            bench.seat();
            loan = bench.lend(JOB);
        }

        @Actor
        public void borrower() {
            used = true;
            if (!bench.giveBack(loan)) {
                lock.lock();
                bench.takeBack(loan, false);
                lock.unlock();
            }
        }

        @Actor
        public void thread(L_Result result) {
            lock.lock();
            bench.rise();
            lock.unlock();
            result.r1 = used ? "used by the caller before" : "not used before";
        }
    }

    /** The twin that shows that this race bites: its thread takes the connection without waiting for the borrower. */
    @JCStressTest
    @JCStressMeta(GiveBackVersusRise.class)
    @State
    public static class Broken {

        private volatile boolean lent = true;
        private boolean used;

        @Actor
        public void borrower() {
            used = true;
            lent = false;
        }

        @Actor
        public void thread(L_Result result) {
            lent = false;
            result.r1 = used ? "used by the caller before" : "not used before";
        }
    }
}
