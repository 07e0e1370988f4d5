package dev.oneshot.runner;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LocalExecutor} has done so far. When its thread is at rest the numbers agree to the last one:
 * {@code polls = pendings + tasks that ended by a poll}. While it works they are of about the same moment.
 *
 * @param spawned tasks taken on
 * @param live tasks that have not ended
 * @param polls polls of tasks
 * @param pendings polls that found the value not there yet
 * @param wakes calls of the tasks' wakers, spurious ones included; those after the end of a task are not counted
 * @param queued tasks that wait for a poll now; one that was woken by the executor's thread and by another one counts twice
 *     until that thread looks
 * @param slowPolls polls that took as long as the threshold or longer
 * @param slowest the longest of them; null if there was none
 * @param wakeToPollTotal the time from wake-up, or spawn, to poll, summed over all polls; where
 *     polls are short and many, the clock is read once for several
 * @param wakeToPollMax the longest such time
 */
public record ExecutorMetrics(
        long spawned,
        long live,
        long polls,
        long pendings,
        long wakes,
        long queued,
        long slowPolls,
        @Nullable SlowPoll slowest,
        Duration wakeToPollTotal,
        Duration wakeToPollMax) {}
