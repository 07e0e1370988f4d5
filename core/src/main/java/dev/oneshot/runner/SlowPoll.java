package dev.oneshot.runner;

import java.time.Duration;

/**
 * A poll that held up the other tasks of its executor for longer than the threshold.
 *
 * <p>Where many tasks wait for polls that take less than reading the clock does, several are timed together. If one of those
 * is slow, it is told of as {@code one of 16 tasks}; then each poll is timed for itself until every task has had one, so that
 * one that is slow again is named. A slow poll whose task is known is kept rather than one whose task is not.
 *
 * @param task the name of the task, or what its future calls itself; {@code one of 16 tasks} if it is not known
 * @param took how long the poll took, or those together among which it was
 */
public record SlowPoll(String task, Duration took) {}
