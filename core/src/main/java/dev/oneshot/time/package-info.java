/**
 * Time as the runtime sees it: {@link dev.oneshot.time.Timer} reads a monotonic clock, runs an action later, and makes
 * futures of it: sleep, timeout, interval.
 */
@NullMarked
package dev.oneshot.time;

import org.jspecify.annotations.NullMarked;
