package dev.oneshot.worker;

import dev.oneshot.internal.CompletionTally;
import dev.oneshot.internal.Share;
import dev.oneshot.internal.Tally;

/**
 * Counts the jobs that are run on loan of one connection. Each is a channel, a poll that finds the answer, and a job that is
 * done, and would be counted in four places; who has the connection counts it here twice, for all of them.
 */
final class LoanCounts {

    private final Side<?> side;
    private final Tally polls;
    private final Tally done;
    private final Share begun = new Share();
    private final Share answered = new Share();

    LoanCounts(Side<?> side) {
        this.side = side;
        this.polls = CompletionTally.of(side.settings().runner.counter());
        this.done = side.ledger().tally(JobOutcome.DONE);
    }

    /** Before the first loan. */
    void open() {
        side.channels().open(begun, answered);
        polls.open(answered);
        done.open(answered);
    }

    /** After the last loan; by the thread that has the connection then. */
    void settle() {
        side.channels().settle(begun, answered);
        polls.settle(answered);
        done.settle(answered);
    }

    /** A job that has borrowed the connection begins; by its borrower. */
    void begun() {
        begun.increment();
    }

    /** Its borrower has the answer. */
    void answered() {
        answered.increment();
    }
}
