package dev.oneshot.runner;

import java.time.Duration;

/**
 * A poll that held up the other tasks of its executor for longer than the threshold.
 *
 * @param task the name of the task, or what its future calls itself
 * @param took how long the poll took
 */
public record SlowPoll(String task, Duration took) {}
