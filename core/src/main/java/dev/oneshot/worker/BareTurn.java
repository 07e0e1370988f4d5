package dev.oneshot.worker;

/** Runs one job outside any transaction: on a connection that has none, for a job that wants none, or needs none. */
final class BareTurn<C> {

    private final Link<C> link;
    private final JobRun<C> run;

    BareTurn(Link<C> link, JobRun<C> run) {
        this.link = link;
        this.run = run;
    }

    /** Runs and answers the job; false if it had ended before. */
    boolean of(QueuedJob<C, ?> job, long now) {
        if (!job.begin(false, now)) {
            return false;
        }
        Throwable failure = run.of(job, job.isOfOneStatement() ? JobTransaction.STATEMENT : JobTransaction.NONE);
        boolean broken = failure != null && link.dropIfBroken(failure, job.place());
        if (failure != null && !broken) {
            // Nothing has shown that the connection still works, as a rollback would.
            link.suspect();
        }
        run.rest();
        if (failure == null) {
            job.answer();
        } else if (broken && job.isOfOneStatement() && !job.isReadOnly()) {
            job.fail(JobOutcome.UNKNOWN, job.outcomeUnknown("lost the connection in the statement of job", failure));
        } else {
            job.fail(JobOutcome.FAILED, failure);
        }
        return true;
    }
}
