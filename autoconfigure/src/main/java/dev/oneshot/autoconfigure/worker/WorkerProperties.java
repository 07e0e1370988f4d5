package dev.oneshot.autoconfigure.worker;

import dev.oneshot.autoconfigure.PropertyCheck;
import dev.oneshot.worker.WorkerBuilder;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the application's workers. The name and the readers are those of the worker over the DataSource; all others
 * hold for every worker that a {@link WorkerBuilderFactory} began, unless its builder is told otherwise.
 *
 * @param name Name of the worker over the DataSource, in messages, metrics, health and the thread's name.
 * @param queueCapacity How many jobs may wait in a worker's queue before more are refused.
 * @param deadline Time that a worker's jobs have from their submission if they bring no deadline of their own.
 * @param admissionTimeout How long a blocking call waits for a place in a worker's full queue before it is refused.
 * @param batch Jobs that share one transaction.
 * @param readers Connections for jobs that only read.
 * @param reconnect Pauses between attempts to open a lost connection again.
 * @param validateAfterIdle Time without a job after which a worker validates its connection before it uses it again.
 * @param stopTimeout How long the jobs that a worker has accepted may take to finish when the application stops. Keep
 *     it below "spring.lifecycle.timeout-per-shutdown-phase".
 * @param lendToCallers Whether a blocking call may run its job on its own thread when the worker's connection is idle.
 * @param failFast Whether the application fails to start when a worker's connection cannot be opened. If not, it starts
 *     unconnected and tries again.
 */
@ConfigurationProperties("oneshot.worker")
public record WorkerProperties(
        @DefaultValue("database") String name,
        @DefaultValue("256") int queueCapacity,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("0s") Duration admissionTimeout,
        @DefaultValue Batch batch,
        @DefaultValue Readers readers,
        @DefaultValue Reconnect reconnect,
        @DefaultValue("500ms") Duration validateAfterIdle,
        @DefaultValue("20s") Duration stopTimeout,
        @DefaultValue("true") boolean lendToCallers,
        @DefaultValue("true") boolean failFast) {

    /** Refuses what no worker could be built with. */
    public WorkerProperties {
        PropertyCheck.require(!name.isBlank(), "oneshot.worker.name", name, "It must not be blank.");
        PropertyCheck.require(
                queueCapacity >= 1, "oneshot.worker.queue-capacity", queueCapacity, "It must be at least 1.");
        PropertyCheck.positive("oneshot.worker.deadline", deadline);
        PropertyCheck.notNegative("oneshot.worker.admission-timeout", admissionTimeout);
        PropertyCheck.notNegative("oneshot.worker.validate-after-idle", validateAfterIdle);
        PropertyCheck.notNegative("oneshot.worker.stop-timeout", stopTimeout);
    }

    /**
     * Jobs that share one transaction, where the connection has transactions: those that wait when the worker turns to its
     * queue, up to these bounds.
     *
     * @param maxJobs How many jobs of a worker may share one transaction. With 1 each job has a transaction of its own.
     * @param maxTime How long a transaction that a worker's jobs share accepts further jobs. Nobody waits for more to
     *     come.
     */
    public record Batch(
            @DefaultValue("256") int maxJobs,
            @DefaultValue("20ms") Duration maxTime) {

        /** Refuses a transaction without jobs or time. */
        public Batch {
            PropertyCheck.require(maxJobs >= 1, "oneshot.worker.batch.max-jobs", maxJobs, "It must be at least 1.");
            PropertyCheck.positive("oneshot.worker.batch.max-time", maxTime);
        }
    }

    /**
     * Connections for jobs that only read.
     *
     * @param size How many further connections of the DataSource run jobs that only read, beside the one that writes. With
     *     0 the one connection does everything.
     */
    public record Readers(@DefaultValue("0") int size) {

        /** Refuses less than none. */
        public Readers {
            PropertyCheck.require(size >= 0, "oneshot.worker.readers.size", size, "It must not be negative.");
        }
    }

    /**
     * Pauses between attempts to open a lost connection again.
     *
     * @param minPause Pause after the first failed attempt to open a worker's lost connection again. Each further one
     *     is twice as long, less up to half of it by chance.
     * @param maxPause Longest pause between two attempts to open a worker's lost connection again.
     */
    public record Reconnect(
            @DefaultValue("100ms") Duration minPause,
            @DefaultValue("10s") Duration maxPause) {

        /** Refuses pauses that are no pauses, and a longest one that is shorter than the first. */
        public Reconnect {
            PropertyCheck.positive("oneshot.worker.reconnect.min-pause", minPause);
            PropertyCheck.require(
                    maxPause.compareTo(minPause) >= 0,
                    "oneshot.worker.reconnect.max-pause",
                    maxPause,
                    "It must be at least as long as oneshot.worker.reconnect.min-pause.");
        }
    }

    <C> void applyTo(WorkerBuilder<C> builder) {
        builder.queueCapacity(queueCapacity)
                .deadline(deadline)
                .admissionTimeout(admissionTimeout)
                .group(batch.maxJobs(), batch.maxTime())
                .reconnectPauses(reconnect.minPause(), reconnect.maxPause())
                .validateAfterIdle(validateAfterIdle)
                .stopTimeout(stopTimeout)
                .lendToCallers(lendToCallers)
                .failFast(failFast);
    }
}
