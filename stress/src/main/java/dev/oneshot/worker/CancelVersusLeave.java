package dev.oneshot.worker;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A cancellation comes for a job that is about to return.
 *
 * <p>Either it acts while the job is inside the gate, and the connection is validated before the next one, or it does not act.
 */
@Outcome(id = "not cancelled, as it was", expect = Expect.ACCEPTABLE, desc = "the job had left")
@Outcome(id = "cancelled inside, to be validated", expect = Expect.ACCEPTABLE, desc = "the cancellation was first")
@Outcome(
        id = "cancelled inside, as it was",
        expect = Expect.FORBIDDEN,
        desc = "the next job finds what it did not ask for")
@Outcome(id = "not cancelled, to be validated", expect = Expect.FORBIDDEN, desc = "the connection is validated in vain")
@Outcome(id = "cancelled outside, as it was", expect = Expect.FORBIDDEN, desc = "the next job is cancelled")
@Outcome(id = "cancelled outside, to be validated", expect = Expect.FORBIDDEN, desc = "the next job is cancelled")
public final class CancelVersusLeave {

    private CancelVersusLeave() {}

    /** What both parties do to one connection; it knows whether the job that is cancelled was still inside. */
    static final class Observed implements Session<String> {

        volatile boolean left;
        volatile String cancelled = "not cancelled";
        volatile String connection = "";

        @Override
        public String lend(JobTransaction transaction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel(String lent) {
            // Looked at twice, for the job must not leave meanwhile either.
            String before = left ? "cancelled outside" : "cancelled inside";
            cancelled = before;
            cancelled = left ? "cancelled outside" : before;
        }
    }

    @JCStressTest
    @JCStressMeta(CancelVersusLeave.class)
    @State
    public static class Intact {

        private static final QueuedJob<String, String> JOB = RacingJobs.waiting();

        private final Observed observed = new Observed();
        private final RunGate<String> gate = new RunGate<>();

        public Intact() {
            gate.enter(JOB, observed, "connection");
        }

        @Actor
        public void worker() {
            observed.connection = gate.leave(JOB) ? "to be validated" : "as it was";
            observed.left = true;
        }

        @Actor
        public void canceller() {
            gate.cancelNow(JOB);
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = observed.cancelled;
            result.r2 = observed.connection;
        }
    }

    /** The twin that shows that this race bites: it lets the job leave while the cancellation acts. */
    @JCStressTest
    @JCStressMeta(CancelVersusLeave.class)
    @State
    public static class Broken {

        private final Observed observed = new Observed();
        private volatile boolean inside = true;
        private volatile boolean wasCancelled;

        @Actor
        public void worker() {
            inside = false;
            observed.connection = wasCancelled ? "to be validated" : "as it was";
            observed.left = true;
        }

        @Actor
        public void canceller() {
            if (inside) {
                observed.cancel("connection");
                wasCancelled = true;
            }
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = observed.cancelled;
            result.r2 = observed.connection;
        }
    }
}
