package dev.oneshot.worker;

/** Is told of what a worker does, for metrics. Called by the thread that did it, so it must be quick and not block. */
@FunctionalInterface
public interface WorkerListener {

    /**
     * A job has ended.
     *
     * @param job the name of the job
     * @param outcome how it ended
     * @param waitedNanos from its submission until it began, or ended without beginning
     * @param ranNanos from its beginning until its end; zero if it never began
     */
    void jobEnded(String job, JobOutcome outcome, long waitedNanos, long ranNanos);

    /**
     * A transaction of the writer was committed.
     *
     * @param jobs how many jobs it held
     * @param nanos how long the commit itself took
     */
    default void committed(int jobs, long nanos) {}
}
