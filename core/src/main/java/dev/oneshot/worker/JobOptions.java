package dev.oneshot.worker;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say about one job: its name, how long the caller is willing to wait, how urgent it is, what
 * transaction it wants, and whether it only reads. Immutable.
 */
public final class JobOptions {

    private static final JobOptions DEFAULTS =
            new JobOptions(null, null, JobTransaction.SHARED, Priority.NORMAL, Access.WRITE, null, true);

    private enum Access {
        WRITE,
        READ,
        READ_AFTER_WRITES
    }

    private final @Nullable String name;
    private final @Nullable Duration deadline;
    private final JobTransaction transaction;
    private final Priority priority;
    private final Access access;
    private final @Nullable Object mergeKey;
    private final boolean cancellable;

    private JobOptions(
            @Nullable String name,
            @Nullable Duration deadline,
            JobTransaction transaction,
            Priority priority,
            Access access,
            @Nullable Object mergeKey,
            boolean cancellable) {
        this.name = name;
        this.deadline = deadline;
        this.transaction = transaction;
        this.priority = priority;
        this.access = access;
        this.mergeKey = mergeKey;
        this.cancellable = cancellable;
    }

    /**
     * The worker's deadline, a name made from the class of the job, normal priority, a transaction shared with other
     * jobs, reading and writing.
     *
     * @return the defaults
     */
    public static JobOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The defaults with a name.
     *
     * @param name what the job does, such as {@code insertOrder}: for messages, metrics and the actuator, so one name
     *     for every job of a kind
     * @return the options
     */
    public static JobOptions named(String name) {
        return DEFAULTS.withName(name);
    }

    /**
     * The same options with another name.
     *
     * @param name what the job does
     * @return the options
     */
    public JobOptions withName(String name) {
        Objects.requireNonNull(name, "name");
        return new JobOptions(name, deadline, transaction, priority, access, mergeKey, cancellable);
    }

    /**
     * The same options with another deadline. When it passes, the caller gets a {@link DeadlineExceededException}: a
     * job that still waits never touches the connection, and one that runs is cancelled, and rolled back where the
     * connection has transactions.
     *
     * @param deadline counted from the submission; must be positive
     * @return the options
     */
    public JobOptions withDeadline(Duration deadline) {
        Durations.positive(deadline, "deadline");
        return new JobOptions(name, deadline, transaction, priority, access, mergeKey, cancellable);
    }

    /**
     * The same options without a deadline, not even the worker's: the caller waits as long as it takes.
     *
     * @return the options
     */
    public JobOptions withoutDeadline() {
        return withDeadline(Durations.FOREVER);
    }

    /**
     * The same options with another transaction. Means nothing to a connection that has none.
     *
     * @param transaction shared, that of a single statement, own or none
     * @return the options
     */
    public JobOptions withTransaction(JobTransaction transaction) {
        Objects.requireNonNull(transaction, "transaction");
        return new JobOptions(name, deadline, transaction, priority, access, mergeKey, cancellable);
    }

    /**
     * The same options with another priority.
     *
     * @param priority which lane of the queue the job stands in
     * @return the options
     */
    public JobOptions withPriority(Priority priority) {
        Objects.requireNonNull(priority, "priority");
        return new JobOptions(name, deadline, transaction, priority, access, mergeKey, cancellable);
    }

    /**
     * The same options for a job that only reads: where the worker has readers, one of them runs it beside the writer. It
     * sees every write that was answered before it was submitted; one that is still queued it may overtake.
     *
     * @return the options
     */
    public JobOptions readOnly() {
        return new JobOptions(name, deadline, transaction, priority, Access.READ, mergeKey, cancellable);
    }

    /**
     * The same options for a job that only reads, and must see every write of the same priority that was submitted before
     * it, answered or not. It waits for its turn among the writes.
     *
     * @return the options
     */
    public JobOptions readOnlyAfterWrites() {
        return new JobOptions(name, deadline, transaction, priority, Access.READ_AFTER_WRITES, mergeKey, cancellable);
    }

    /**
     * The same options for a read that may be answered together with equal ones: while one with the same key waits, and
     * no write was submitted after it, this one joins it and the connection is asked once. Implies {@link #readOnly()}
     * unless the options already say that the job only reads.
     *
     * @param key says by {@code equals} which reads have the same answer
     * @return the options
     */
    public JobOptions mergedBy(Object key) {
        Objects.requireNonNull(key, "key");
        Access reading = access == Access.WRITE ? Access.READ : access;
        return new JobOptions(name, deadline, transaction, priority, reading, key, cancellable);
    }

    /**
     * The same options for a job that is finished once it has begun, even if the caller closes the receiver meanwhile. Its
     * deadline still ends it.
     *
     * @return the options
     */
    public JobOptions keptRunning() {
        return new JobOptions(name, deadline, transaction, priority, access, mergeKey, false);
    }

    /**
     * The name, if one was given.
     *
     * @return the name or null
     */
    public @Nullable String name() {
        return name;
    }

    /**
     * The deadline, if one was given.
     *
     * @return the deadline, null for the worker's
     */
    public @Nullable Duration deadline() {
        return deadline;
    }

    /**
     * The transaction that the job wants.
     *
     * @return shared, that of a single statement, own or none
     */
    public JobTransaction transaction() {
        return transaction;
    }

    /**
     * How urgent the job is.
     *
     * @return its lane
     */
    public Priority priority() {
        return priority;
    }

    /**
     * Whether the job only reads.
     *
     * @return true if it was said to
     */
    public boolean isReadOnly() {
        return access != Access.WRITE;
    }

    boolean mayOvertakeWrites() {
        return access == Access.READ;
    }

    @Nullable Object mergeKey() {
        return mergeKey;
    }

    boolean isCancellable() {
        return cancellable;
    }
}
