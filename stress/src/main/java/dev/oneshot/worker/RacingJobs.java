package dev.oneshot.worker;

import dev.oneshot.time.ManualTimer;

/** Jobs for races; their worker has no thread. */
final class RacingJobs {

    private static final Connector<String> CONNECTOR = () -> "connection";

    private static final Side<String> SIDE =
            Side.writer(ConnectionWorker.over(CONNECTOR).name("races").timer(ManualTimer.create()), new JobLedger());

    private static final LoanCounts LOAN_COUNTS = new LoanCounts(SIDE);

    private RacingJobs() {}

    static QueuedJob<String, String> waiting() {
        Job<String, String> job = connection -> connection;
        return new QueuedJob<>(SIDE, job, job, JobOptions.defaults());
    }

    /** A job that its caller, or a thread, has begun. */
    static QueuedJob<String, String> begun(boolean onLoan) {
        QueuedJob<String, String> job = waiting();
        if (onLoan) {
            job.lent(LOAN_COUNTS);
        }
        job.begin(true, SIDE.timer().nanoTime());
        return job;
    }

    static Lending<String> lending(JobQueue<String> queue) {
        return new Lending<>(queue, SIDE.timekeeper(), SIDE.timer());
    }

    /** The loop that serves the connection; nobody runs it. */
    static WorkerLoop<String> loop() {
        return new WorkerLoop<>(SIDE, SIDE.seats().get(0).link(), "races", true);
    }
}
