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
 * The deadline of a job passes while its borrower, who has run it, takes the answer.
 *
 * <p>Whoever enters the end has it alone: a borrower that came first keeps the answer, and its channel stays open; one that came
 * second finds the channel completed.
 */
@Outcome(id = "has the answer, open", expect = Expect.ACCEPTABLE, desc = "the borrower was first")
@Outcome(id = "looks into the channel, completed", expect = Expect.ACCEPTABLE, desc = "the deadline was first")
@Outcome(id = "has the answer, completed", expect = Expect.FORBIDDEN, desc = "the caller is answered twice")
@Outcome(id = "looks into the channel, open", expect = Expect.FORBIDDEN, desc = "the caller waits for ever")
public final class DeadlineVersusAnswer {

    private DeadlineVersusAnswer() {}

    @JCStressTest
    @JCStressMeta(DeadlineVersusAnswer.class)
    @State
    public static class Intact {

        private final QueuedJob<String, String> job = RacingJobs.begun(true);

        @Actor
        public void borrower(LL_Result result) {
            job.answer();
            result.r1 = job.isAnsweredOnLoan() ? "has the answer" : "looks into the channel";
        }

        @Actor
        public void deadline() {
            job.expire();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = job.isComplete() ? "completed" : "open";
        }
    }

    /** The twin that shows that this race bites: it looks whether the job has ended, and ends it afterwards. */
    @JCStressTest
    @JCStressMeta(DeadlineVersusAnswer.class)
    @State
    public static class Broken {

        private volatile boolean ended;
        private volatile boolean completed;

        @Actor
        public void borrower(LL_Result result) {
            boolean first = !ended;
            ended = true;
            result.r1 = first ? "has the answer" : "looks into the channel";
        }

        @Actor
        public void deadline() {
            if (!ended) {
                ended = true;
                completed = true;
            }
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = completed ? "completed" : "open";
        }
    }
}
