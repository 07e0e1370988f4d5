package dev.oneshot.worker;

import dev.oneshot.OneshotFactory;
import dev.oneshot.runner.Runner;
import dev.oneshot.time.Timer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link ConnectionWorker} needs; every setting has a default. Not thread-safe.
 *
 * @param <C> the type of the connection
 */
public final class WorkerBuilder<C> {

    final Connector<C> connector;
    String name = "worker";
    int queueCapacity = 256;
    Duration deadline = Duration.ofSeconds(30);
    Duration admissionTimeout = Duration.ZERO;
    Duration minReconnectPause = Duration.ofMillis(100);
    Duration maxReconnectPause = Duration.ofSeconds(10);
    Duration validateAfterIdle = Duration.ofMillis(500);
    Duration stopTimeout = Duration.ofSeconds(20);
    int maxGroup = 256;
    Duration maxGroupTime = Duration.ofMillis(20);
    int readers = 0;

    @Nullable Connector<C> readConnector;

    Duration pacing = Duration.ZERO;
    boolean reconnectAfterTimeout = false;
    Duration idleInterval = Durations.FOREVER;

    @Nullable IdleTask<C> idleTask;

    boolean lendToCallers = true;
    boolean failFast = true;
    Runner runner = Runner.create();
    OneshotFactory oneshots = new OneshotFactory();
    JobDecorator decorator = JobDecorator.NONE;
    Timer timer = Timer.system();

    /** How a thread that waits for a moment lets others run; replaced by tests. */
    Runnable letOthersRun = Thread::yield;

    WorkerBuilder(Connector<C> connector) {
        this.connector = Objects.requireNonNull(connector, "connector");
    }

    /** A copy that the worker keeps, so that the builder can go on to describe another. */
    private WorkerBuilder(WorkerBuilder<C> other) {
        connector = other.connector;
        name = other.name;
        queueCapacity = other.queueCapacity;
        deadline = other.deadline;
        admissionTimeout = other.admissionTimeout;
        minReconnectPause = other.minReconnectPause;
        maxReconnectPause = other.maxReconnectPause;
        validateAfterIdle = other.validateAfterIdle;
        stopTimeout = other.stopTimeout;
        maxGroup = other.maxGroup;
        maxGroupTime = other.maxGroupTime;
        readers = other.readers;
        readConnector = other.readConnector;
        pacing = other.pacing;
        reconnectAfterTimeout = other.reconnectAfterTimeout;
        idleInterval = other.idleInterval;
        idleTask = other.idleTask;
        lendToCallers = other.lendToCallers;
        failFast = other.failFast;
        runner = other.runner;
        oneshots = other.oneshots;
        decorator = other.decorator;
        timer = other.timer;
        letOthersRun = other.letOthersRun;
    }

    /**
     * The name in messages, metrics and the thread's name. Default {@code worker}.
     *
     * @param name the name
     * @return this
     */
    public WorkerBuilder<C> name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * How many jobs may wait. Default 256.
     *
     * @param queueCapacity at least 1
     * @return this
     */
    public WorkerBuilder<C> queueCapacity(int queueCapacity) {
        this.queueCapacity = atLeast(1, queueCapacity, "queueCapacity");
        return this;
    }

    /**
     * The deadline of jobs that bring none of their own, counted from the submission. Default 30 seconds.
     *
     * @param deadline must be positive
     * @return this
     */
    public WorkerBuilder<C> deadline(Duration deadline) {
        this.deadline = Durations.positive(deadline, "deadline");
        return this;
    }

    /**
     * How long {@link ConnectionWorker#call} waits for a place in a full queue before it is refused. {@code submit} never
     * waits. Default zero.
     *
     * @param admissionTimeout not negative
     * @return this
     */
    public WorkerBuilder<C> admissionTimeout(Duration admissionTimeout) {
        this.admissionTimeout = Durations.notNegative(admissionTimeout, "admissionTimeout");
        return this;
    }

    /**
     * The pauses between attempts to open a lost connection again. The first attempt is immediate; each pause is twice
     * the one before, less up to half of it by chance. Default 100 ms to 10 seconds.
     *
     * @param min the first pause, positive
     * @param max the longest pause, at least {@code min}
     * @return this
     */
    public WorkerBuilder<C> reconnectPauses(Duration min, Duration max) {
        Durations.positive(min, "min");
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException("max must be at least min (" + min + "), but is " + max);
        }
        this.minReconnectPause = min;
        this.maxReconnectPause = max;
        return this;
    }

    /**
     * After how long without a job the connection is validated before it is used. Default 500 ms.
     *
     * @param validateAfterIdle not negative; zero validates before every job
     * @return this
     */
    public WorkerBuilder<C> validateAfterIdle(Duration validateAfterIdle) {
        this.validateAfterIdle = Durations.notNegative(validateAfterIdle, "validateAfterIdle");
        return this;
    }

    /**
     * How long {@link ConnectionWorker#stop} lets accepted jobs finish before it fails them. Default 20 seconds.
     *
     * @param stopTimeout not negative
     * @return this
     */
    public WorkerBuilder<C> stopTimeout(Duration stopTimeout) {
        this.stopTimeout = Durations.notNegative(stopTimeout, "stopTimeout");
        return this;
    }

    /**
     * How much may go into one transaction, where the connection has transactions: jobs that wait when the worker turns to
     * the queue share one commit, up to these bounds. Nobody waits for a group to grow. Default 256 jobs, 20 ms.
     *
     * @param maxJobs at least 1; 1 gives each job a transaction of its own
     * @param maxTime no further job joins after this time; positive
     * @return this
     */
    public WorkerBuilder<C> group(int maxJobs, Duration maxTime) {
        this.maxGroup = atLeast(1, maxJobs, "maxJobs");
        this.maxGroupTime = Durations.positive(maxTime, "maxTime");
        return this;
    }

    /**
     * Opens further connections, each on a thread of its own, for jobs that {@linkplain JobOptions#readOnly() only read}.
     * They have a queue of their own with the same capacity. Default none: the worker's one connection does everything.
     *
     * @param readers how many, zero for none
     * @param connector how to handle a connection for reading
     * @return this
     */
    public WorkerBuilder<C> readers(int readers, Connector<C> connector) {
        this.readers = atLeast(0, readers, "readers");
        this.readConnector = Objects.requireNonNull(connector, "connector");
        return this;
    }

    /**
     * How long the connection is left alone after each job. For devices that need time between two exchanges. Default
     * zero.
     *
     * @param pacing not negative
     * @return this
     */
    public WorkerBuilder<C> pacing(Duration pacing) {
        this.pacing = Durations.notNegative(pacing, "pacing");
        return this;
    }

    /**
     * Whether the connection is closed and opened again after a job whose deadline passed while it ran. For lines where a
     * late answer would be taken for the answer to the next question. Default false.
     *
     * @param reconnectAfterTimeout true to open it again
     * @return this
     */
    public WorkerBuilder<C> reconnectAfterTimeout(boolean reconnectAfterTimeout) {
        this.reconnectAfterTimeout = reconnectAfterTimeout;
        return this;
    }

    /**
     * What to do with the connection when no job has come for a while, again and again. Default nothing.
     *
     * @param interval how long no job must have come; positive
     * @param task what to do
     * @return this
     */
    public WorkerBuilder<C> whenIdle(Duration interval, IdleTask<C> task) {
        this.idleInterval = Durations.positive(interval, "interval");
        this.idleTask = Objects.requireNonNull(task, "task");
        return this;
    }

    /**
     * Whether {@link ConnectionWorker#call} may run its job on the calling thread when the connection is idle, which spares
     * waking the worker's thread and being woken by it. The caller has the connection alone meanwhile; jobs that come in
     * wait. Never if the connection {@linkplain Connector#threadBound() belongs to its thread} or there is
     * {@link #pacing}. Default true.
     *
     * <p>A job that ignores its cancellation then holds up its own caller beyond the deadline, and an interrupt of the
     * caller reaches the job. Turn it off where jobs must not meet the caller's thread-locals, or its interrupts.
     *
     * @param lendToCallers false to run every job on the worker's thread
     * @return this
     */
    public WorkerBuilder<C> lendToCallers(boolean lendToCallers) {
        this.lendToCallers = lendToCallers;
        return this;
    }

    /**
     * Whether {@link ConnectionWorker#start} fails when the connection cannot be opened. If not, the worker starts
     * unconnected and tries again as after a loss. Default true.
     *
     * @param failFast true to fail
     * @return this
     */
    public WorkerBuilder<C> failFast(boolean failFast) {
        this.failFast = failFast;
        return this;
    }

    /**
     * Drives {@link ConnectionWorker#call}. By default a runner of its own.
     *
     * @param runner counts the polls, and knows the threads that must not block
     * @return this
     */
    public WorkerBuilder<C> runner(Runner runner) {
        this.runner = Objects.requireNonNull(runner, "runner");
        return this;
    }

    /**
     * Opens the channel of each answer. By default a factory of its own.
     *
     * @param oneshots counts and watches the channels
     * @return this
     */
    public WorkerBuilder<C> oneshots(OneshotFactory oneshots) {
        this.oneshots = Objects.requireNonNull(oneshots, "oneshots");
        return this;
    }

    /**
     * Wraps every job on its caller's thread. By default nothing.
     *
     * @param decorator carries what belongs to the caller's thread into the run
     * @return this
     */
    public WorkerBuilder<C> decorator(JobDecorator decorator) {
        this.decorator = Objects.requireNonNull(decorator, "decorator");
        return this;
    }

    /**
     * Tells the time and watches the deadlines. Default {@link Timer#system()}.
     *
     * @param timer the clock
     * @return this
     */
    public WorkerBuilder<C> timer(Timer timer) {
        this.timer = Objects.requireNonNull(timer, "timer");
        return this;
    }

    private static int atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", but is " + value);
        }
        return value;
    }

    /**
     * Makes the worker, not started yet.
     *
     * @return a worker with these settings
     */
    public ConnectionWorker<C> build() {
        return new ConnectionWorker<>(new WorkerBuilder<>(this));
    }
}
