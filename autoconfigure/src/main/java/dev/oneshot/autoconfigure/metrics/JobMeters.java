package dev.oneshot.autoconfigure.metrics;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOutcome;
import dev.oneshot.worker.WorkerListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What is measured of each job and each commit of one worker. */
final class JobMeters implements WorkerListener {

    /** The first tells of jobs that were committed alone. */
    private static final double[] BATCH_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final ConnectionWorker<?> worker;
    private final JobTime wait;
    private final JobTime run;
    private final Timer commit;
    private final DistributionSummary batchSize;

    /** Jobs that ran and came to nothing. */
    private final LongAdder ranInVain = new LongAdder();

    JobMeters(ConnectionWorker<?> worker, MeterRegistry registry) {
        this.worker = worker;
        this.wait = JobTime.register(
                registry,
                WorkerMeters.PREFIX + "wait",
                worker.name(),
                "How long accepted jobs waited for the connection, or for nothing",
                this::accepted);
        this.run = JobTime.register(
                registry,
                WorkerMeters.PREFIX + "run",
                worker.name(),
                "How long jobs held the connection",
                () -> worker.count(JobOutcome.DONE) + ranInVain.sum());
        this.commit = Timer.builder(WorkerMeters.PREFIX + "commit")
                .tag(WorkerMeters.NAME, worker.name())
                .description("How long commits took")
                .register(registry);
        this.batchSize = DistributionSummary.builder(WorkerMeters.PREFIX + "batch.size")
                .tag(WorkerMeters.NAME, worker.name())
                .baseUnit("jobs")
                .description("How many jobs each commit made final")
                .serviceLevelObjectives(BATCH_BUCKETS)
                .register(registry);
    }

    private long accepted() {
        long jobs = 0;
        for (JobOutcome outcome : JobOutcome.values()) {
            jobs += outcome == JobOutcome.REFUSED ? 0 : worker.count(outcome);
        }
        return jobs;
    }

    @Override
    public void jobEnded(String job, JobOutcome outcome, long waitedNanos, long ranNanos) {
        if (outcome == JobOutcome.DONE) {
            wait.add(waitedNanos);
            run.add(ranNanos);
            return;
        }
        if (outcome != JobOutcome.REFUSED) {
            wait.add(waitedNanos);
        }
        if (ranNanos > 0) {
            run.add(ranNanos);
            ranInVain.increment();
        }
    }

    @Override
    public void committed(int jobs, long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
        batchSize.record(jobs);
    }
}
