package dev.oneshot.worker;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller may say about one job: its name, and how long the caller is willing to wait. Immutable. */
public final class JobOptions {

    private static final JobOptions DEFAULTS = new JobOptions(null, null);

    private final @Nullable String name;
    private final @Nullable Duration deadline;

    private JobOptions(@Nullable String name, @Nullable Duration deadline) {
        this.name = name;
        this.deadline = deadline;
    }

    /**
     * The worker's deadline, and a name made from the class of the job.
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
        return new JobOptions(Objects.requireNonNull(name, "name"), deadline);
    }

    /**
     * The same options with another deadline. When it passes, the caller gets a {@link DeadlineExceededException}: a
     * job that still waits never touches the connection, and one that runs is rolled back where the connection has
     * transactions.
     *
     * @param deadline counted from the submission; must be positive
     * @return the options
     */
    public JobOptions withDeadline(Duration deadline) {
        return new JobOptions(name, Durations.positive(deadline, "deadline"));
    }

    /**
     * The same options without a deadline, not even the worker's: the caller waits as long as it takes.
     *
     * @return the options
     */
    public JobOptions withoutDeadline() {
        return new JobOptions(name, Durations.FOREVER);
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
}
